import { emptyForm, FormFaults } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import type { SeatPaths } from "./place.tsx";

interface About {
  page: Page;
  paths: SeatPaths;
  /** What the group meeting is called, and when it is. */
  name: string;
  when: string;
}

interface LeaveProps extends About {
  seen: "registered" | "unpaid";
  /** What becomes of the money, where something was paid. */
  money: "back" | "kept" | null;
  refusal?: string | undefined;
}

/** Asks once before somebody gives up their place. */
export function LeavePage({ page, paths, name, when, seen, money, refusal }: LeaveProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("seats.leave.title")}>
      <Heading
        title={t("seats.leave.title")}
        lead={t("seats.leave.lead", { name, when })}
        back={{ href: paths.group, label: t("seats.back") }}
      />
      <FormFaults form={emptyForm} t={t} refusal={refusal} />
      <form method="post" action={paths.leave} class="card-plain p-5 sm:p-6">
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="money" value={money ?? ""} />
        {money && <p class="mb-5 font-medium">{t(`seats.leave.${money}`)}</p>}
        <div class="flex flex-wrap gap-2.5">
          <button type="submit" class="btn btn-error">
            {t("seats.leave.confirm")}
          </button>
          <a href={paths.group} class="btn">
            {t("seats.leave.not")}
          </a>
        </div>
      </form>
    </Layout>
  );
}

interface RemoveProps extends About {
  /** Whom it is about. */
  guest: string;
  action: string;
  priced: boolean;
}

/** Asks once before a host takes somebody out. */
export function RemovePage({ page, paths, name, when, guest, action, priced }: RemoveProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("seats.remove.title", { guest })}>
      <Heading
        title={t("seats.remove.title", { guest })}
        lead={t("seats.leave.lead", { name, when })}
        back={{ href: paths.group, label: t("seats.back") }}
      />
      <form method="post" action={action} class="card-plain p-5 sm:p-6">
        <p class="mb-5 max-w-prose">
          {t("seats.remove.text")} {priced && t("seats.remove.money")}
        </p>
        <div class="flex flex-wrap gap-2.5">
          <button type="submit" class="btn btn-error">
            {t("seats.remove.confirm")}
          </button>
          <a href={paths.group} class="btn">
            {t("seats.remove.not")}
          </a>
        </div>
      </form>
    </Layout>
  );
}

interface RefusedProps extends About {
  title: string;
  text: string;
  /** Where all places are taken: the key of the form with which to wait. */
  waitKey: string | null;
  /** Where it lies in something else they have: their own list. */
  own: string | null;
}

/** Why a place cannot be had, and what can be done instead. */
export function RefusedPage({ page, paths, name, when, title, text, waitKey, own }: RefusedProps) {
  const { t } = page;
  return (
    <Layout page={page} title={title}>
      <Heading
        title={title}
        lead={t("seats.leave.lead", { name, when })}
        back={{ href: paths.group, label: t("seats.back") }}
      />
      <div role="alert" class="card-plain p-5 sm:p-6">
        <p class="max-w-prose">{text}</p>
        <div class="mt-5 flex flex-wrap gap-2.5">
          {waitKey && (
            <ButtonForm
              action={paths.wait}
              values={{ key: waitKey }}
              label={t("seats.wait")}
              look="btn btn-primary"
            />
          )}
          {own && (
            <a href={own} class="btn btn-primary">
              {t("seats.own")}
            </a>
          )}
          <a href={paths.group} class="btn">
            {t("seats.back")}
          </a>
        </div>
      </div>
    </Layout>
  );
}
