import { create } from "content-disposition";
import { type Context, Hono } from "hono";
import type { Database } from "#platform/database/connection.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Web } from "#platform/http/web.ts";
import { isPasswordOf, type Proof, proofOf } from "../accounts/proof.ts";
import { again, filled, type Returned, returned } from "../admin/index.ts";
import { displayName } from "../people/person.ts";
import { type CommunityWeb, show, submit } from "../visits/handlers.ts";
import { sessionToken } from "../visits/session.ts";
import type { Visit } from "../visits/visit.ts";
import { takeCopy } from "./actions.ts";
import { copyOf } from "./copy.tsx";
import type { Exporter } from "./exporter.ts";
import { copiesOf } from "./queries.ts";
import { CopyPage } from "./views/copy.tsx";

/** A copy of all that a community holds about who asks for it. `exporters`: what there is of everybody. */
export function ownCopies(exporters: readonly Exporter[]): Hono<CommunityWeb> {
  const routes = new Hono<CommunityWeb>();

  routes.get(
    "/privacy/copy",
    show("belongs", async (visit, trx, c) =>
      copyPage(visit, trx, await proofAskedOf(c, trx, visit), filled({})),
    ),
  );

  routes.post(
    "/privacy/copy",
    submit("belongs", async (visit, form, c) => {
      const platform = c.get("platform");
      const { account, actor, person, community, t, now } = visit;
      if (!account || !person) return null;
      const proof = await proofAskedOf(c, platform.db, visit);
      const back = (shown: Returned) => again(c, (trx) => copyPage(visit, trx, proof, shown));
      if (proof === "link") return back(filled({}));
      if (proof === "password") {
        const typed = await isPasswordOf(platform.db, account.id, form.text("password"));
        const faults = { password: t(typed === "wrong" ? "fault.password_wrong" : "exports.later") };
        if (typed !== "right") return back({ values: {}, faults });
      }
      const taken = await takeCopy(platform, actor, {});
      if (!taken.ok) return back(returned(t, form, taken));
      const owner = { personId: person.id, accountId: account.id };
      const name = displayName(person);
      const pieces = await copyOf({ db: platform.db, community, owner, exporters, name, t, now });
      const day = now.toZonedDateTimeISO(visit.zone).toPlainDate();
      return c.body(streamOf(pieces), 200, {
        "Content-Type": "application/zip",
        // Says nothing of where it comes from: it may lie among other downloads.
        "Content-Disposition": create(`my-data-${day}.zip`),
        "Cache-Control": "no-store",
      });
    }),
  );

  return routes;
}

async function copyPage(visit: Visit, trx: Scoped, proof: Proof, form: Returned) {
  return <CopyPage page={visit.page} proof={proof} copies={await copiesOf(trx, visit.actor)} form={form} />;
}

const proofAskedOf = (c: Context<CommunityWeb>, db: Database, { account }: Visit): Promise<Proof> =>
  proofOf(db, account?.id ?? "", sessionToken(c as unknown as Context<Web>));

/** Asks for the next piece when the last one was taken; ends the reading when nobody takes it any more. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
