import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import { fromHere } from "../../visits/back.ts";
import { answerableUntil, type Standing } from "../rules.ts";

interface StandingProps {
  page: Page;
  other: { readonly id: string; readonly name: string };
  standing: Standing;
}

/** How it stands between the reader and somebody, with what can be done about it now. */
export function ConnectionStanding({ page, other, standing }: StandingProps) {
  const { t, community, zone, now } = page;
  const { id, name } = other;
  const root = `${community?.base}/connections`;
  const day = (at: Temporal.Instant) => dayName(at, zone, now);
  switch (standing.kind) {
    case "none":
      return (
        <a
          id={`connect-${id}`}
          href={`${community?.base}/people/${id}/connect?from=${fromHere(page)}`}
          data-turbo-frame={popupFrame}
          rel="nofollow"
          class="btn"
        >
          <Icon name="userPlus" class="size-4" />
          {t("connections.connect")}
          <span class="sr-only"> {name}</span>
        </a>
      );
    case "connected":
      return (
        <p class="flex items-center gap-2">
          <Icon name="check" class="text-primary size-5" />
          {t("connections.standing.connected", { day: day(standing.since) })}
        </p>
      );
    case "asks":
      return (
        <div>
          <p class="mb-2.5 font-medium">{t("connections.standing.asks", { name })}</p>
          <Answering page={page} id={standing.id} name={name} />
        </div>
      );
    case "asked":
      return (
        <p class="quiet">
          {t("connections.standing.asked", {
            name,
            day: day(standing.at),
            until: day(answerableUntil(standing.at)),
          })}{" "}
          <a href={root} class="link-plain">
            {t("connections.title")}
          </a>
        </p>
      );
    case "later":
      return <p class="quiet">{t("connections.standing.later", { name, day: day(standing.from) })}</p>;
  }
}

/** The two buttons under what somebody asks. */
export function Answering({ page: { t, community }, id, name }: { page: Page; id: string; name: string }) {
  const path = `${community?.base}/connections/${id}`;
  return (
    <div class="flex flex-wrap gap-2.5">
      <ButtonForm
        action={`${path}/accept`}
        look="btn btn-primary"
        label={t("connections.accept")}
        describes={name}
      />
      <ButtonForm action={`${path}/decline`} label={t("connections.decline")} describes={name} />
    </div>
  );
}
