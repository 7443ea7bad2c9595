import type { Child } from "hono/jsx";
import { emptyForm, FormFaults } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";

interface SaidProps {
  page: Page;
  popup: boolean;
  title: string;
  text: string;
  back: { href: string; label: string };
}

/** Why something cannot be done, and where to go on. */
export function SaidPage({ page, popup, title, text, back }: SaidProps) {
  return (
    <PopupPage page={page} popup={popup} title={title} back={back}>
      <p class="mb-5">{text}</p>
      <a href={back.href} data-turbo-frame="_top" class="btn btn-primary">
        {back.label}
      </a>
    </PopupPage>
  );
}

interface SureProps extends SaidProps {
  action: string;
  hidden: Readonly<Record<string, string>>;
  submit: string;
  refusal?: string | undefined;
  children?: Child;
}

/** One last look before something is done that cannot be taken back. */
export function SurePage({
  page,
  popup,
  title,
  text,
  back,
  action,
  hidden,
  submit,
  refusal,
  children,
}: SureProps) {
  return (
    <PopupPage page={page} popup={popup} title={title} back={back}>
      <FormFaults form={emptyForm} t={page.t} refusal={refusal} />
      <p class="mb-5 max-w-prose">{text}</p>
      {children}
      <form method="post" action={action} class="flex flex-wrap gap-2.5">
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="btn btn-primary">
          {submit}
        </button>
      </form>
    </PopupPage>
  );
}
