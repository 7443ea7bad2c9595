import { type Context, Hono } from "hono";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { emptyForm, type FormState } from "#ui/forms.tsx";
import { faultWords } from "../../words/faults.ts";
import { pageFor } from "../visits/visit.ts";
import { foundCommunity } from "./actions.ts";
import { isFoundingCode } from "./code.ts";
import { FoundingPage } from "./views.tsx";

/** Founding a community, for whoever holds the code that is printed at start. For anybody else there is nothing here. */
export const founding = new Hono<Web>();

founding.get("/setup", (c) => foundingPage(c, c.req.query("code") ?? "", emptyForm));

founding.post("/setup", async (c) => {
  const sent = await sentForm(c);
  const code = sent.text("code");
  if (!isFoundingCode(c.get("platform").secret, code)) return c.notFound();
  const founded = await foundCommunity(c.get("platform"), {
    community: sent.text("community"),
    slug: sent.text("slug"),
    zone: sent.text("zone"),
    firstName: sent.text("firstName"),
    lastName: sent.text("lastName"),
    email: sent.text("email"),
    password: sent.text("password"),
  });
  if (founded.ok)
    return c.redirect(`/sign-in?next=${encodeURIComponent(`/c/${founded.value.slug}/admin`)}`, 303);
  const { t } = pageFor(c);
  c.status(422);
  return foundingPage(c, code, { values: sent.values, faults: faultWords(t, founded.fields) });
});

function foundingPage(c: Context<Web>, code: string, form: FormState) {
  if (!isFoundingCode(c.get("platform").secret, code)) return c.notFound();
  return c.html(<FoundingPage page={pageFor(c)} code={code} form={form} />);
}
