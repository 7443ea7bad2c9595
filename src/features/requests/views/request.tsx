import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { span, zoneName } from "#ui/when.ts";
import type { Fit } from "../matching.ts";
import type { SupportRequest } from "../request.ts";
import { Asked, dayOf, Reasons, State, Wishes } from "./parts.tsx";

/** A time that can be booked at once. */
export interface Bookable {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

interface MemberProps {
  page: Page;
  request: SupportRequest;
  proposals: Child;
  /** Set when nobody answered in time: what can be booked instead, which may be nothing. */
  sooner: { readonly times: readonly Bookable[]; readonly all: string | null } | null;
  refusal?: string | undefined;
}

/** A request for the member who asks: its state, its proposals, and what can be done with it. */
export function OwnRequestPage({ page, request, proposals, sooner, refusal }: MemberProps) {
  const { t, community } = page;
  const { id, state } = request;
  const path = `${community?.base}/requests/${id}`;
  return (
    <Layout page={page} title={request.subject} live={[`request:${id}`]}>
      <Heading
        title={request.subject}
        back={{ href: `${community?.base}/requests/mine`, label: t("requests.back.own") }}
      />
      {refusal && (
        <div role="alert">
          <Notice tone="warn" icon="alert">
            {refusal}
          </Notice>
        </div>
      )}
      <div class="mb-6 flex flex-wrap items-center gap-3">
        <State page={page} state={state} />
        <span class="quiet text-sm">
          <Asked page={page} request={request} />
        </span>
      </div>
      {(state === "closed" || state === "expired") && (
        <Notice>
          <p class="mb-3">{t(`requests.${state}.text`)}</p>
          <ButtonForm action={`${path}/reopen`} label={t("requests.reopen")} look="btn btn-primary" />
        </Notice>
      )}
      {sooner && <Sooner page={page} sooner={sooner} />}
      {proposals}
      <section aria-labelledby="yours" class="card-plain mb-6 p-5">
        <h2 id="yours" class="mb-3">
          {t("requests.yours")}
        </h2>
        <Written request={request} />
        <Wishes page={page} request={request} />
        {state === "open" && (
          <div class="mt-5 flex flex-wrap items-center gap-3">
            <a href={`${path}/edit`} class="btn">
              <Icon name="pencil" class="size-4" />
              {t("requests.edit")}
            </a>
            <span class="quiet text-sm">{t("requests.until", { day: dayOf(page, request.expiresAt) })}</span>
          </div>
        )}
      </section>
      {state === "open" && <Close page={page} request={request} action={`${path}/close`} />}
    </Layout>
  );
}

const Written = ({ request }: { request: SupportRequest }) => (
  <p class="mb-4 wrap-anywhere whitespace-pre-line">{request.description}</p>
);

function Close({ page: { t }, request, action }: { page: Page; request: SupportRequest; action: string }) {
  return (
    <details id="close-request" class="card-plain p-2">
      <summary class="flex min-h-11 cursor-pointer items-center gap-2 px-3 font-medium">
        <Icon name="archive" class="size-4" />
        {t("requests.close.title")}
      </summary>
      <div class="p-3">
        <p class="mb-4">{t("requests.close.text", { count: request.proposals })}</p>
        <ButtonForm action={action} label={t("requests.close")} />
      </div>
    </details>
  );
}

function Sooner({ page, sooner }: { page: Page; sooner: NonNullable<MemberProps["sooner"]> }) {
  const { t, zone, now } = page;
  const [first] = sooner.times;
  if (!first) return <Notice>{t("requests.sooner.none")}</Notice>;
  return (
    <section aria-labelledby="sooner" class="card-plain mb-6 p-5">
      <h2 id="sooner" class="mb-2">
        {t("requests.sooner.title")}
      </h2>
      <p class="mb-4">{t("requests.sooner.text")}</p>
      <ul class="mb-2 flex flex-wrap gap-2">
        {sooner.times.map((time) => (
          <li>
            <a href={time.href} class="btn">
              {span(instantOf(time.start), instantOf(time.end), zone, now)}
            </a>
          </li>
        ))}
        {sooner.all && (
          <li>
            <a href={sooner.all} class="btn btn-ghost">
              {t("requests.sooner.all")}
            </a>
          </li>
        )}
      </ul>
      <p class="quiet text-sm">{zoneName(zone, instantOf(first.start))}</p>
    </section>
  );
}

interface ProviderProps {
  page: Page;
  request: SupportRequest;
  fit: Fit;
  own: Child;
}

/** A request for a provider: all of it, without who asks, and what they have on it. */
export function OthersRequestPage({ page, request, fit, own }: ProviderProps) {
  const { t, community } = page;
  const open = request.state === "open";
  return (
    <Layout page={page} title={request.subject} live={["requests", `request:${request.id}`]}>
      <Heading
        title={request.subject}
        back={{ href: `${community?.base}/requests`, label: t("requests.back") }}
      />
      <div class="mb-4 flex flex-wrap items-center gap-3">
        {!open && <State page={page} state={request.state} />}
        <span class="quiet text-sm">
          <Asked page={page} request={request} />
        </span>
      </div>
      {open && <Reasons page={page} fit={fit} request={request} />}
      {!open && request.state !== "accepted" && <Notice>{t("requests.over.provider")}</Notice>}
      <section aria-labelledby="about" class="card-plain mb-6 p-5">
        <h2 id="about" class="mb-3">
          {t("requests.about")}
        </h2>
        <Written request={request} />
        <Wishes page={page} request={request} />
      </section>
      {own}
    </Layout>
  );
}
