import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { emptyForm, type FormState, TextArea } from "#ui/forms.tsx";
import { whenOf } from "#ui/when.ts";
import { faultWords } from "../../../words/faults.ts";
import { attendancePaths } from "../../attendance/paths.ts";
import { meetingHere } from "../../attendance/queries/meeting.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { writeNote } from "../actions.ts";
import { noteOn } from "../queries.ts";
import { NotePage } from "../views/notes.tsx";

/** What those who give a meeting write down for themselves alone. */
export const notes = new Hono<CommunityWeb>();

const idIn = (c: Context<CommunityWeb>): string => c.req.param("id") ?? "";

notes.get(
  "/meetings/:id/notes",
  show("belongs", async (visit, trx, c) => {
    const note = await noteOn(trx, visit.actor, idIn(c));
    return note && notePage(visit, trx, idIn(c), { text: note.text, version: note.version });
  }),
);

notes.post(
  "/meetings/:id/notes",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { actor, community, t } = visit;
    const meetingId = idIn(c);
    const text = form.text("text");
    const written = await writeNote(platform, actor, { meetingId, text, version: form.text("version") });
    if (!written.ok && (written.reason === "gone" || written.fields?.meetingId)) return null;
    return inCommunity(platform.db, community.id, async (trx) => {
      const [note, meeting] = [await noteOn(trx, actor, meetingId), await meetingHere(trx, actor, meetingId)];
      if (!note || !meeting) return null;
      if (written.ok)
        return goOn(c, `${attendancePaths(community.base, meeting).page}#notes`, "notice.notes.saved");
      const changed = written.reason === "note_changed";
      c.status(changed ? 409 : 422);
      return notePage(visit, trx, meetingId, {
        text,
        version: note.version,
        faults: faultWords(t, written.fields),
        ...(changed ? { refusal: t("refusal.note_changed"), other: note.text } : {}),
      });
    });
  }),
);

interface NoteShown {
  text: string;
  version: number;
  faults?: FormState["faults"];
  refusal?: string;
  other?: string;
}

async function notePage(visit: Visit, trx: Scoped, id: string, shown: NoteShown) {
  const { page, community, t } = visit;
  const meeting = await meetingHere(trx, visit.actor, id);
  if (!meeting) return null;
  const paths = attendancePaths(community.base, meeting);
  const form = { ...emptyForm, values: { text: shown.text }, faults: shown.faults ?? {} };
  return (
    <NotePage
      page={page}
      when={whenOf(visit, meeting.start, meeting.end - meeting.start)}
      back={paths.page}
      action={paths.notes}
      version={shown.version}
      refusal={shown.refusal}
      other={shown.other}
    >
      <p class="quiet mb-4 text-sm">{t("notes.readers")}</p>
      <TextArea
        name="text"
        label={t("notes.field")}
        hint={shown.version > 0 ? t("notes.field.hint") : undefined}
        form={form}
        rows={10}
        maxlength={8_000}
      />
    </NotePage>
  );
}
