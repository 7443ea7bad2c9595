import { type Book, found, No } from "./book.ts";
import { inside, type Params, text, texts } from "./form.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly params: Params;
  readonly origin: string;
}

/** What the card service answers to a request, as an object that goes over the wire. Throws `No`. */
export function answer(book: Book, { method, path, params, origin }: Asked): object {
  const [, , ...parts] = path.split("/");
  const [kind = "", one = "", two = "", three = ""] = parts;
  const route = `${method} ${parts.map((part, i) => (isName(part, i) ? part : ":id")).join("/")}`;
  switch (route) {
    case "POST checkout/sessions":
      return book.openSession(origin, wantedSession(params));
    case "GET checkout/sessions":
      return list([...book.sessions.values()]);
    case "GET checkout/sessions/:id":
      return book.session(two);
    case "POST checkout/sessions/:id/expire":
      return three === "expire" ? book.expire(two) : {};
    case "GET payment_intents/:id":
      return expanded(book, one);
    case "GET charges/:id":
      return found(book.charges, one);
    case "GET balance_transactions/:id":
      return found(book.entries, one);
    case "POST refunds": {
      const amount = text(params, "amount");
      return book.refund(
        text(params, "payment_intent") ?? "",
        amount === null ? null : Number(amount),
        texts(inside(params, "metadata")),
      );
    }
    case "GET refunds":
      return list(book.refundsOf(text(params, "payment_intent") ?? ""));
    case "GET refunds/:id":
      return found(book.refunds, one);
    case "GET events":
      return list(book.notices.toReversed());
    default:
      throw new No(404, "url_invalid", `${kind} is not known here`);
  }
}

const names = new Set([
  "checkout",
  "sessions",
  "expire",
  "payment_intents",
  "charges",
  "refunds",
  "events",
  "balance_transactions",
]);
const isName = (part: string, place: number): boolean => place === 0 || names.has(part);

const list = (data: readonly object[]) => ({ object: "list", data, has_more: false, url: "/v1" });

function wantedSession(params: Params) {
  const price = inside(params, "line_items", "0", "price_data");
  const intent = inside(params, "payment_intent_data");
  const expires = text(params, "expires_at");
  return {
    amount: Number(text(price, "unit_amount")),
    currency: text(price, "currency") ?? "",
    product: text(inside(price, "product_data"), "name") ?? "",
    reference: text(params, "client_reference_id"),
    metadata: texts(inside(params, "metadata")),
    intentMetadata: texts(inside(intent, "metadata")),
    description: text(intent, "description"),
    successUrl: text(params, "success_url") ?? "",
    cancelUrl: text(params, "cancel_url") ?? "",
    expiresAt: expires === null ? null : Number(expires),
  };
}

/** An intent with its charge and the charge's entry in the books, as it is asked for here. */
function expanded(book: Book, id: string): object {
  const intent = found(book.intents, id);
  if (!intent.latest_charge) return intent;
  const charge = found(book.charges, intent.latest_charge);
  const entry = found(book.entries, charge.balance_transaction);
  return { ...intent, latest_charge: { ...charge, balance_transaction: entry } };
}
