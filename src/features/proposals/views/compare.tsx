import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import type { Rating } from "../../reviews/summary.ts";
import { RatingLink } from "../../reviews/views/rating.tsx";
import type { Reasons } from "../fitting.ts";
import { pathsOf } from "../paths.ts";
import type { Proposal } from "../queries.ts";
import { AcceptForm, AfterAccepting } from "./accept-form.tsx";
import { State } from "./state.tsx";
import { TermsList } from "./terms.tsx";

interface Compared {
  proposal: Proposal;
  /** What others said of them, if anybody did. */
  rating: Rating | undefined;
  /** Who wrote it. */
  name: string;
  reasons: Reasons | null;
  idempotencyKey: string;
}

interface CompareProps {
  page: Page;
  /** The request takes a decision. */
  open: boolean;
  /** How many times were wished. */
  wished: number;
  proposals: readonly Compared[];
}

/** A request's proposals beside each other, or below each other where there is no room. */
export function ProposalsSection({ page, open, wished, proposals }: CompareProps) {
  const { t } = page;
  const waiting = proposals.filter(({ proposal }) => proposal.state === "open").length;
  return (
    <section id="proposals" aria-labelledby="proposals-title" class="mb-6">
      <h2 id="proposals-title" class="mb-1">
        {t("proposals.title")}
      </h2>
      {proposals.length === 0 ? (
        <div class="mt-3">
          <Empty title={t("proposals.none")}>{open && t("proposals.none.text")}</Empty>
        </div>
      ) : (
        <>
          <p class="quiet mb-4 max-w-prose">
            {open && waiting > 0 && t("proposals.lead", { count: waiting })}
          </p>
          <ul
            class={`grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(18.5rem,1fr))] ${proposals.length > 2 ? wide : ""}`}
          >
            {proposals.map((compared) => (
              <Card page={page} open={open} wished={wished} {...compared} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Three and more have the whole window's width on a desktop. */
const wide = "lg:relative lg:left-1/2 lg:w-[min(72rem,calc(100vw-4rem))] lg:-translate-x-1/2";

type CardProps = Compared & Pick<CompareProps, "page" | "open" | "wished">;

function Card({ page, open, wished, proposal, name, rating, reasons, idempotencyKey }: CardProps) {
  const { t, community } = page;
  const { id, state, provider } = proposal;
  const paths = pathsOf(community?.base ?? "", id);
  const decide = open && state === "open";
  return (
    <li id={`proposal-${id}`} class="card-plain flex flex-col gap-4 p-5">
      <div>
        <div class="flex flex-wrap items-center justify-between gap-2">
          <h3 class="text-lg">{name}</h3>
          {!decide && <State page={page} state={state} />}
        </div>
        {rating && (
          <p>
            <RatingLink page={page} providerId={provider.id} rating={rating} />
          </p>
        )}
        {provider.bio && <p class="quiet mt-1 line-clamp-6 text-sm whitespace-pre-line">{provider.bio}</p>}
      </div>
      {reasons && <Fit page={page} reasons={reasons} wished={wished} />}
      <p class="wrap-anywhere whitespace-pre-line">{proposal.text}</p>
      <TermsList page={page} terms={proposal} times={!decide} />
      {decide && (
        <div class="border-base-300 mt-auto border-t pt-4">
          <AcceptForm page={page} proposal={proposal} idempotencyKey={idempotencyKey} name={name} />
          <AfterAccepting page={page} proposal={proposal} name={name} />
          <a
            id={`decline-${id}`}
            href={paths.decline}
            data-turbo-frame="popup"
            class="btn btn-ghost mt-2 w-full"
          >
            {t("proposals.decline")}
            <span class="sr-only">{t("proposals.accept.of", { name })}</span>
          </a>
        </div>
      )}
      {state === "accepted" && (
        <a href={paths.proposal} class="btn btn-primary">
          <Icon name="message" class="size-4" />
          {t("proposals.goOn")}
        </a>
      )}
    </li>
  );
}

/** Why this one suits what was asked for; nothing where there is nothing to say. */
function Fit({ page, reasons, wished }: { page: Page; reasons: Reasons; wished: number }) {
  const { t } = page;
  const { experiences, gender, windows } = reasons;
  const lines: [IconName, string][] = [];
  if (experiences.length > 0)
    lines.push(["heart", t("proposals.fit.experiences", { names: experiences.join(", ") })]);
  if (gender) lines.push(["user", t("proposals.fit.gender", { gender })]);
  if (windows > 0) lines.push(["clock", t("proposals.fit.windows", { windows, wished })]);
  if (lines.length === 0) return null;
  return (
    <div class="bg-base-200 rounded-box px-4 py-3 text-sm">
      <h4 class="mb-1.5 font-medium">{t("proposals.fit")}</h4>
      <ul class="grid gap-1.5">
        {lines.map(([icon, text]) => (
          <li class="flex items-start gap-2.5">
            <Icon name={icon} class="text-primary mt-0.5 size-4 shrink-0" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
