import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { Panel } from "../../admin/index.ts";
import type { OfferedList } from "../lists.ts";
import type { Import, ImportState } from "../queries/imports.ts";
import type { ShownList } from "../shown-list.ts";
import type { StoredReview } from "../stored-review.ts";
import { Lists } from "./lists.tsx";

/** States in which nothing goes on by itself. */
type SettledState = Exclude<ImportState, "reading" | "applying" | "undoing">;

interface ImportPageProps {
  page: Page;
  found: Import;
  state: SettledState;
  offered: readonly OfferedList[];
  list: ShownList | null;
}

/** One import that waits for a decision or has had one: what it changes, what to look at, and what can be done. */
export function ImportPage({ page, found, state, offered, list }: ImportPageProps) {
  const { t, community } = page;
  const imports = `${community?.base}/admin/imports`;
  const root = `${imports}/${found.id}`;
  const { review, failure } = found;
  return (
    <Panel
      page={page}
      at="imports"
      title={t(`imports.page.${state}.title`)}
      lead={state === "review" ? t("imports.page.review.lead", { name: found.fileName }) : found.fileName}
      back={{ href: imports, label: t("imports.back") }}
    >
      {failure && (
        <div role="alert">
          <Notice tone="warn" icon="alert">
            {t(`imports.failure.${failure}`)}
          </Notice>
        </div>
      )}
      {(state === "failed" || state === "discarded") && (
        <p class="mb-6 max-w-prose">{t(`imports.page.${state}.text`)}</p>
      )}
      {review && state !== "discarded" && <Counts page={page} review={review} />}
      {review && state === "review" && <Decision page={page} root={root} review={review} />}
      {review && state === "applied" && <MeetingsNotice page={page} review={review} applied />}
      {list && state !== "discarded" && (
        <Lists page={page} found={found} root={root} offered={offered} list={list} />
      )}
      {state === "applied" && <Undo page={page} root={root} />}
      <About page={page} root={root} found={found} />
    </Panel>
  );
}

function Counts({ page: { t }, review }: { page: Page; review: StoredReview }) {
  const names = ["added", "changed", "removed", "unchanged"] as const;
  return (
    <dl class="mb-6 grid grid-cols-2 gap-3 sm:grid-cols-4">
      {names.map((name) => (
        <div class="card-plain flex flex-col-reverse px-4 py-3">
          <dt class="quiet text-sm">{t(`imports.count.${name}`)}</dt>
          <dd class="text-2xl font-semibold tabular-nums">
            {t("listing.count", { count: review.counts[name] })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({ page, root, review }: { page: Page; root: string; review: StoredReview }) {
  const { t } = page;
  const discard = (
    <ButtonForm
      action={`${root}/discard`}
      label={t("imports.discard")}
      icon="trash"
      look="btn max-sm:w-full"
    />
  );
  if (!review.applicable)
    return (
      <Box alert icon="alert" title={t("imports.errors", { count: review.errors })}>
        <p class="max-w-prose">{t("imports.errors.text")}</p>
        <Buttons>
          <ErrorFile page={page} root={root} primary />
          {discard}
        </Buttons>
      </Box>
    );
  const { warnings } = review;
  return (
    <>
      <MeetingsNotice page={page} review={review} />
      {warnings > 0 && (
        <Box icon="info" title={t("imports.warnings", { count: warnings })}>
          <p class="max-w-prose">{t("imports.warnings.text")}</p>
          <Buttons>
            <ErrorFile page={page} root={root} />
          </Buttons>
        </Box>
      )}
      {review.noChange ? (
        <Box icon="check" title={t("imports.noChange")}>
          <p>{t("imports.noChange.text")}</p>
          <Buttons>{discard}</Buttons>
        </Box>
      ) : (
        <section class="card-plain p-5">
          <p class="max-w-prose">
            <strong>{t("imports.apply.what", review.counts)}</strong> {t("imports.apply.rest")}
          </p>
          <Buttons>
            <ButtonForm
              action={`${root}/apply`}
              label={t("imports.apply")}
              icon="check"
              look="btn btn-primary max-sm:w-full"
            />
            {discard}
          </Buttons>
        </section>
      )}
    </>
  );
}

function MeetingsNotice({
  page: { t },
  review,
  applied = false,
}: {
  page: Page;
  review: StoredReview;
  applied?: boolean;
}) {
  const count = review.lengths.meetings ?? 0;
  if (count === 0) return null;
  return (
    <Notice tone="warn" icon="calendar">
      <p class="font-semibold">{t("imports.meetings", { count })}</p>
      <p class="max-w-prose">{t(applied ? "imports.meetings.after" : "imports.meetings.text")}</p>
    </Notice>
  );
}

function ErrorFile({ page: { t }, root, primary = false }: { page: Page; root: string; primary?: boolean }) {
  return (
    <a
      href={`${root}/findings.csv`}
      class={`btn max-sm:w-full ${primary ? "btn-primary" : ""}`}
      data-turbo="false"
    >
      <Icon name="download" class="size-4" />
      {t("imports.errors.download")}
    </a>
  );
}

function Undo({ page: { t }, root }: { page: Page; root: string }) {
  return (
    <section class="card-plain mt-8 max-w-3xl p-5">
      <h2 class="mb-2">{t("imports.undo.title")}</h2>
      <p class="quiet max-w-prose">
        {t("imports.undo.text")} {t("imports.undo.once")}
      </p>
      <Buttons>
        <ButtonForm action={`${root}/undo`} label={t("imports.undo")} icon="undo" look="btn max-sm:w-full" />
      </Buttons>
    </section>
  );
}

function About({ page, root, found }: { page: Page; root: string; found: Import }) {
  const { t, zone, now } = page;
  const moment = (at: Temporal.Instant, name: string | null) =>
    t("imports.about.whenBy", {
      when: `${dayName(at, zone, now)}, ${clockTime(at, zone)}`,
      name: name ?? "",
    });
  return (
    <section class="mt-8">
      <h2 class="mb-3">{t("imports.about")}</h2>
      <dl class="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        <Fact label={t("imports.about.file")}>
          <a href={`${root}/file`} class="link-plain break-all" data-turbo="false">
            {found.fileName}
          </a>
          {found.review && (
            <span class="quiet">
              {" "}
              · {t("imports.about.rows", { count: found.review.rowCount })} · {found.review.encoding}
            </span>
          )}
        </Fact>
        <Fact label={t("imports.about.kind")}>{t(`imports.kind.${found.kind}.short`)}</Fact>
        <Fact label={t("imports.about.mode")}>
          {t(`imports.mode.${found.mode}`)}: {t(`imports.mode.${found.mode}.hint`)}
        </Fact>
        <Fact label={t("imports.about.uploaded")}>{moment(found.createdAt, found.by)}</Fact>
        {found.appliedAt && (
          <Fact label={t("imports.about.applied")}>{moment(found.appliedAt, found.appliedBy)}</Fact>
        )}
        {found.undoneAt && (
          <Fact label={t("imports.about.undone")}>{moment(found.undoneAt, found.undoneBy)}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: Child }) {
  return (
    <>
      <dt class="quiet max-sm:mt-2">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Box({
  title,
  icon,
  alert = false,
  children,
}: {
  title: string;
  icon: "alert" | "info" | "check";
  alert?: boolean;
  children: Child;
}) {
  return (
    <section class={`card-plain mb-6 p-5 ${alert ? "border-error border-l-4" : ""}`}>
      <h2 class="mb-2 flex items-center gap-2">
        <Icon name={icon} class={`size-5 ${alert ? "text-error" : "text-primary"}`} />
        {title}
      </h2>
      {children}
    </section>
  );
}

const Buttons = ({ children }: { children: Child }) => (
  <div class="mt-4 flex flex-wrap gap-2 max-sm:[&>form]:w-full">{children}</div>
);
