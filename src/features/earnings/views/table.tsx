import type { Child } from "hono/jsx";
import { moneyWords } from "#platform/money.ts";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { type Earned, netOf } from "../rules.ts";

export interface Line {
  /** What the figures are of: the row's heading. */
  readonly head: Child;
  readonly earned: Earned;
}

interface FiguresProps {
  page: Page;
  label: string;
  /** What the rows are. */
  heading: string;
  lines: readonly Line[];
  sums: readonly Line[];
  /** Whether it says how many payments it were. */
  counted?: boolean;
}

/** Gross, fees, refunds and net, a line each, and below them what they come to. */
export function FiguresTable({ page: { t }, label, heading, lines, sums, counted = false }: FiguresProps) {
  const money = (minor: number, { currency }: Earned) => moneyWords({ minor, currency });
  const cells = ({ head, earned }: Line) => (
    <tr>
      <th scope="row" class="font-medium">
        {head}
      </th>
      {counted && <td class="text-right tabular-nums">{earned.payments}</td>}
      <td class="text-right whitespace-nowrap tabular-nums">{money(earned.gross, earned)}</td>
      <td class="text-right whitespace-nowrap tabular-nums">{money(earned.fees, earned)}</td>
      <td class="text-right whitespace-nowrap tabular-nums">{money(earned.refunds, earned)}</td>
      <td class="text-right font-semibold whitespace-nowrap tabular-nums">{money(netOf(earned), earned)}</td>
    </tr>
  );
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          {counted && (
            <th scope="col" class="text-right">
              {t("earnings.of.payments")}
            </th>
          )}
          {(["gross", "fees", "refunds", "net"] as const).map((name) => (
            <th scope="col" class="text-right">
              {t(`earnings.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{lines.map(cells)}</tbody>
      <tfoot class="text-base-content">{sums.map(cells)}</tfoot>
    </TableBox>
  );
}
