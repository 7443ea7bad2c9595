import type { Child } from "hono/jsx";
import type { Translate } from "../words/translate.ts";
import { Icon, type IconName } from "./icons.tsx";
import type { Page } from "./page.ts";

/** A form that is one button: something done at once, without JavaScript too. */
export function ButtonForm({
  action,
  values = {},
  label,
  icon,
  look = "btn",
  describes,
}: {
  action: string;
  values?: Readonly<Record<string, string>>;
  label: string;
  icon?: IconName | undefined;
  look?: string;
  /** What the button is about, for screen readers, where several carry the same label. */
  describes?: string | undefined;
}) {
  return (
    <form method="post" action={action} class="inline">
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={look}>
        {icon && <Icon name={icon} class="size-4" />}
        {label}
        {describes && <span class="sr-only"> {describes}</span>}
      </button>
    </form>
  );
}

/** Two small buttons that move a row up and down. The first cannot go up, the last not down. */
export function MoveButtons({
  t,
  action,
  name,
  first,
  last,
}: {
  t: Translate;
  action: string;
  /** What is moved, for screen readers. */
  name: string;
  first: boolean;
  last: boolean;
}) {
  const move = (direction: "up" | "down", disabled: boolean) => (
    <form method="post" action={action} class="inline">
      <input type="hidden" name="direction" value={direction} />
      <button
        type="submit"
        class="btn btn-ghost btn-square btn-sm"
        disabled={disabled}
        aria-label={t(direction === "up" ? "listing.up" : "listing.down", { name })}
      >
        <Icon name="chevronDown" class={`size-4 ${direction === "up" ? "rotate-180" : ""}`} />
      </button>
    </form>
  );
  return (
    <span class="inline-flex whitespace-nowrap">
      {move("up", first)}
      {move("down", last)}
    </span>
  );
}

/** A quiet box below the main form of a page, for what is done once: archive, restore, pause. */
export function Aside({ title, children }: { title: string; children: Child }) {
  return (
    <section class="card-plain mt-8 max-w-2xl p-5">
      <h2 class="mb-2">{title}</h2>
      {children}
    </section>
  );
}

/** A file's way out and way in. */
export function FileLinks({
  page: { t, community },
  file,
  upload,
}: {
  page: Page;
  file: "services" | "providers" | "enrollment";
  upload: boolean;
}) {
  const root = `${community?.base}/admin`;
  return (
    <div class="flex flex-wrap gap-2">
      <a href={`${root}/exports/${file}.csv`} class="btn" data-turbo="false">
        <Icon name="download" class="size-4" />
        {t(`files.${file}.download`)}
      </a>
      {upload && (
        <a href={`${root}/imports/new?kind=${file}`} class="btn">
          <Icon name="upload" class="size-4" />
          {t(`files.${file}.upload`)}
        </a>
      )}
    </div>
  );
}
