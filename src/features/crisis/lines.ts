/** One place that listens. Numbers are given as people read them; what is dialled follows from them. */
export interface CrisisLine {
  readonly name: string;
  readonly phone?: string;
  /** A number to write to, and the word to begin with where one is asked for. */
  readonly text?: { readonly number: string; readonly word?: string };
  readonly chat?: string;
  readonly hours: "always" | { readonly from: string; readonly until: string };
  /** Languages as BCP 47 codes; none where it depends on who answers. */
  readonly languages: readonly string[];
  /** The line's own page, on which this was looked up. */
  readonly source: string;
}

export interface CrisisCountry {
  /** ISO 3166 code. */
  readonly country: string;
  readonly emergency: string;
  readonly lines: readonly CrisisLine[];
}

/** The day on which every line below was last looked up. */
export const reviewedOn = "2026-11-22";

/** Where to go on searching, anywhere. */
export const worldwide: readonly { readonly name: string; readonly url: string }[] = [
  { name: "Find A Helpline", url: "https://findahelpline.com/" },
  { name: "Befrienders Worldwide", url: "https://befrienders.org/" },
];

export const countries: readonly CrisisCountry[] = [
  {
    country: "AU",
    emergency: "000",
    lines: [
      {
        name: "Lifeline",
        phone: "13 11 14",
        text: { number: "0477 13 11 14" },
        chat: "https://www.lifeline.org.au/crisis-chat/",
        hours: "always",
        languages: ["en"],
        source: "https://www.lifeline.org.au/",
      },
      {
        name: "Beyond Blue",
        phone: "1300 22 4636",
        chat: "https://www.beyondblue.org.au/get-support/talk-to-a-counsellor/chat",
        hours: "always",
        languages: ["en"],
        source: "https://www.beyondblue.org.au/get-support/talk-to-a-counsellor",
      },
    ],
  },
  {
    country: "CA",
    emergency: "911",
    lines: [
      {
        name: "9-8-8 Suicide Crisis Helpline",
        phone: "988",
        text: { number: "988" },
        hours: "always",
        languages: ["en", "fr"],
        source: "https://988.ca/",
      },
      {
        name: "Kids Help Phone",
        phone: "1-800-668-6868",
        text: { number: "686868", word: "TALK" },
        chat: "https://kidshelpphone.ca/live-chat-counselling/",
        hours: "always",
        languages: ["en", "fr"],
        source: "https://kidshelpphone.ca/",
      },
    ],
  },
  {
    country: "DE",
    emergency: "112",
    lines: [
      {
        name: "TelefonSeelsorge",
        phone: "0800 111 0 111",
        chat: "https://online.telefonseelsorge.de/",
        hours: "always",
        languages: ["de"],
        source: "https://www.telefonseelsorge.de/",
      },
    ],
  },
  {
    country: "ES",
    emergency: "112",
    lines: [
      {
        name: "Línea 024",
        phone: "024",
        hours: "always",
        languages: ["es"],
        source: "https://www.sanidad.gob.es/linea024/",
      },
      {
        name: "Teléfono de la Esperanza",
        phone: "717 003 717",
        hours: "always",
        languages: ["es"],
        source: "https://telefonodelaesperanza.org/",
      },
    ],
  },
  {
    country: "FR",
    emergency: "112",
    lines: [
      {
        name: "3114, prévention du suicide",
        phone: "3114",
        hours: "always",
        languages: ["fr"],
        source: "https://3114.fr/",
      },
    ],
  },
  {
    country: "GB",
    emergency: "999",
    lines: [
      {
        name: "Samaritans",
        phone: "116 123",
        hours: "always",
        languages: ["en"],
        source: "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
      },
      {
        name: "Shout",
        text: { number: "85258", word: "SHOUT" },
        hours: "always",
        languages: ["en"],
        source: "https://giveusashout.org/",
      },
      {
        name: "NHS 111, then choose mental health",
        phone: "111",
        hours: "always",
        languages: ["en"],
        source:
          "https://www.nhs.uk/nhs-services/mental-health-services/where-to-get-urgent-help-for-mental-health/",
      },
    ],
  },
  {
    country: "IE",
    emergency: "112",
    lines: [
      {
        name: "Samaritans",
        phone: "116 123",
        hours: "always",
        languages: ["en"],
        source: "https://www.samaritans.org/ireland/how-we-can-help/contact-samaritan/",
      },
      {
        name: "Pieta",
        phone: "1800 247 247",
        text: { number: "51444", word: "HELP" },
        hours: "always",
        languages: ["en"],
        source: "https://www.pieta.ie/",
      },
      {
        name: "Text About It",
        text: { number: "50808", word: "HELLO" },
        hours: "always",
        languages: ["en"],
        source: "https://www.textaboutit.ie/",
      },
    ],
  },
  {
    country: "IN",
    emergency: "112",
    lines: [
      {
        name: "Tele MANAS",
        phone: "14416",
        hours: "always",
        languages: ["en", "hi"],
        source: "https://telemanas.mohfw.gov.in/",
      },
    ],
  },
  {
    country: "MX",
    emergency: "911",
    lines: [
      {
        name: "Línea de la Vida",
        phone: "800 911 2000",
        hours: "always",
        languages: ["es"],
        source: "https://www.gob.mx/conasama/acciones-y-programas/linea-de-la-vida",
      },
    ],
  },
  {
    country: "NL",
    emergency: "112",
    lines: [
      {
        name: "113 Zelfmoordpreventie",
        phone: "113",
        chat: "https://www.113.nl/",
        hours: "always",
        languages: ["nl"],
        source: "https://www.113.nl/",
      },
    ],
  },
  {
    country: "NZ",
    emergency: "111",
    lines: [
      {
        name: "1737, need to talk?",
        phone: "1737",
        text: { number: "1737" },
        hours: "always",
        languages: ["en"],
        source: "https://1737.org.nz/",
      },
    ],
  },
  {
    country: "US",
    emergency: "911",
    lines: [
      {
        name: "988 Suicide & Crisis Lifeline",
        phone: "988",
        text: { number: "988" },
        chat: "https://chat.988lifeline.org/",
        hours: "always",
        languages: ["en", "es"],
        source: "https://988lifeline.org/",
      },
      {
        name: "Crisis Text Line",
        text: { number: "741741", word: "HOME" },
        hours: "always",
        languages: ["en", "es"],
        source: "https://www.crisistextline.org/",
      },
    ],
  },
  {
    country: "ZA",
    emergency: "112",
    lines: [
      {
        name: "SADAG Suicide Crisis Helpline",
        phone: "0800 567 567",
        hours: "always",
        languages: ["en"],
        source: "https://www.sadag.org/",
      },
      {
        name: "SADAG Mental Health Line",
        phone: "0800 456 789",
        text: { number: "31393" },
        hours: "always",
        languages: ["en"],
        source: "https://www.sadag.org/",
      },
    ],
  },
];
