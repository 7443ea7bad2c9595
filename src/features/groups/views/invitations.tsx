import { Checkbox, ChoiceField, FormFaults, TextArea } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import type { Returned } from "../../admin/index.ts";

interface InvitationsProps {
  page: Page;
  popup: boolean;
  isPrivate: boolean;
  /** Whom the one who invites knows by name. */
  known: readonly { id: string; name: string }[];
  /** How many of its series come after it. */
  later: number;
  form: Returned;
  back: { href: string; label: string };
  action: string;
}

/** Who is invited: people one knows by name, and anybody by address. */
export function InvitationsPage({
  page,
  popup,
  isPrivate,
  known,
  later,
  form,
  back,
  action,
}: InvitationsProps) {
  const { t } = page;
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={t("groups.invite")}
      lead={t(isPrivate ? "groups.invite.lead.private" : "groups.invite.lead")}
      back={back}
    >
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <form method="post" action={action} class={popup ? "" : "card-plain p-5 sm:p-6"}>
        {known.length > 0 && (
          <div class="max-h-80 overflow-y-auto px-1 pt-1">
            <ChoiceField
              name="people"
              label={t("groups.invite.known")}
              form={form}
              several
              compact
              options={known.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
        )}
        <TextArea
          name="addresses"
          label={t("groups.invite.addresses")}
          hint={t("groups.invite.addresses.hint")}
          form={form}
          rows={3}
        />
        {later > 0 && <Checkbox name="rest" label={t("groups.invite.rest", { count: later })} form={form} />}
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {t("groups.invite.submit")}
        </button>
      </form>
    </PopupPage>
  );
}
