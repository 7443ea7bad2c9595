import type { Session } from "./objects.ts";

const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The card service's own page, on which a test pays. */
export function checkoutPage(session: Session): string {
  const { product, amount_total: amount, currency, cancel_url: cancel } = session;
  const body =
    session.status === "open"
      ? `<h1>${escaped(product)}</h1><p id="amount">${amount} ${currency}</p>
         <form method="post"><button name="how" value="card">Pay</button><button name="how" value="bank">Pay by bank</button></form>
         <a href="${escaped(cancel)}">Cancel</a>`
      : "<h1>This page is closed</h1>";
  return `<!doctype html><html lang="en"><title>Card service</title><main>${body}</main></html>`;
}
