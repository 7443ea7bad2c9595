import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName, span } from "#ui/when.ts";
import { aliasWords } from "../../reviews/alias.ts";
import type { Evidence, EvidenceLine } from "../evidence.ts";

interface EvidenceProps {
  page: Page;
  evidence: Evidence;
  /** The one it is about; everybody else between two people stays unnamed, since one of them reported. */
  aboutId: string | null;
  /** What somebody is called, "" where they are not to be named or have gone. */
  nameOf: (id: string) => string;
  /** Where the reported file can be had, if there is one. */
  file: string | null;
}

const wrapped = "wrap-anywhere whitespace-pre-wrap";

/** What was reported, as it was at that time. */
export function EvidenceView(props: EvidenceProps) {
  const { page, evidence, nameOf, file } = props;
  const { t, zone, now, community } = page;
  const at = (minute: number) => {
    const instant = instantOf(minute);
    return `${dayName(instant, zone, now)}, ${clockTime(instant, zone)}`;
  };
  switch (evidence.kind) {
    case "person":
      return evidence.bio || evidence.asked ? (
        <Facts>
          {evidence.bio && <Fact label={t("reports.evidence.profile")}>{evidence.bio}</Fact>}
          {evidence.asked && <Fact label={t("reports.evidence.asked")}>{evidence.asked}</Fact>}
        </Facts>
      ) : (
        <p class="quiet">{t("reports.evidence.none")}</p>
      );
    case "meeting":
      return (
        <Facts>
          <Fact label={t("reports.evidence.name")}>{evidence.name}</Fact>
          <Fact label={t("reports.evidence.when")}>
            {span(instantOf(evidence.start), instantOf(evidence.end), zone, now)}
          </Fact>
          {nameOf(evidence.host) && <Fact label={t("reports.evidence.host")}>{nameOf(evidence.host)}</Fact>}
          {evidence.description && <Fact label={t("reports.evidence.text")}>{evidence.description}</Fact>}
          {evidence.link && <Fact label={t("reports.evidence.link")}>{evidence.link}</Fact>}
        </Facts>
      );
    case "proposal":
      return (
        <Facts>
          <Fact label={t("reports.evidence.when")}>{at(evidence.at)}</Fact>
          <Fact label={t("reports.evidence.text")}>{evidence.text}</Fact>
        </Facts>
      );
    case "message":
      return (
        <>
          {evidence.room && <RoomLink base={community?.base} room={evidence.room} />}
          <Lines {...props} lines={evidence.lines} reported={evidence.number} at={at} />
        </>
      );
    case "file":
      return (
        <>
          {evidence.room && <RoomLink base={community?.base} room={evidence.room} />}
          <Facts>
            <Fact label={t("reports.evidence.name")}>
              {file ? (
                <a href={file} data-turbo="false" download class="link">
                  {evidence.name}
                </a>
              ) : (
                evidence.name
              )}
            </Fact>
            <Fact label={t("reports.evidence.when")}>{at(evidence.at)}</Fact>
          </Facts>
        </>
      );
    case "review":
      return (
        <Facts>
          <Fact label={t("reports.evidence.of")}>{nameOf(evidence.provider)}</Fact>
          <Fact label={t("reports.evidence.under")}>
            {aliasWords(t, evidence.alias)}, {t("reviews.stars", { stars: evidence.stars })}
          </Fact>
          {evidence.text && <Fact label={t("reports.evidence.text")}>{evidence.text}</Fact>}
          {evidence.reply && <Fact label={t("reports.evidence.reply")}>{evidence.reply}</Fact>}
        </Facts>
      );
    case "room":
      return (
        <>
          <RoomLink base={community?.base} room={evidence} />
          {evidence.about && <p class={`mb-3 ${wrapped}`}>{evidence.about}</p>}
          <Lines {...props} lines={evidence.lines} reported={null} at={at} />
        </>
      );
  }
}

function RoomLink({ base, room }: { base: string | undefined; room: { id: string; name: string } }) {
  return (
    <p class="mb-3">
      <a href={`${base}/rooms/${room.id}`} class="link font-semibold">
        {room.name}
      </a>
    </p>
  );
}

interface LinesProps extends EvidenceProps {
  lines: readonly EvidenceLine[];
  reported: number | null;
  at: (minute: number) => string;
}

function Lines({ page: { t }, aboutId, nameOf, lines, reported, at }: LinesProps) {
  // Between two people the other one is the one who reported: they stay without a name.
  const others = [...new Set(lines.map(({ author }) => author))].filter((author) => author !== aboutId);
  const called = (line: EvidenceLine): string => {
    const name = line.author === aboutId ? nameOf(line.author) : "";
    if (line.called) return name ? `${line.called} (${name})` : line.called;
    return name || t("reports.evidence.other", { number: others.indexOf(line.author) + 1 });
  };
  return (
    <ol class="grid gap-2">
      {lines.map((line) => (
        <li
          class={`rounded-box border px-4 py-2.5 ${line.number === reported ? "border-primary border-2" : "border-base-300"}`}
        >
          <p class="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
            <span class="font-semibold">{called(line)}</span>
            <span class="quiet">
              {line.number === reported && <strong>{t("reports.evidence.this")} · </strong>}
              {at(line.at)}
            </span>
          </p>
          <p class={`mt-1 ${wrapped}`}>{line.text || t("reports.evidence.removed")}</p>
        </li>
      ))}
    </ol>
  );
}

const Facts = ({ children }: { children: Child }) => <dl class="grid gap-3">{children}</dl>;

const Fact = ({ label, children }: { label: string; children: Child }) => (
  <div>
    <dt class="quiet text-sm">{label}</dt>
    <dd class={wrapped}>{children}</dd>
  </div>
);
