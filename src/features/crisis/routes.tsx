import { Hono } from "hono";
import type { Web } from "#platform/http/web.ts";
import { pageFor } from "../visits/visit.ts";
import { countries, reviewedOn, worldwide } from "./lines.ts";
import { countryOf } from "./rules.ts";
import { CrisisPage } from "./views.tsx";

/** Help in a crisis. Works signed out and without the database: nothing here may ask it anything. */
export const crisis = new Hono<Web>();

const codes = countries.map(({ country }) => country);

const reviewed = Temporal.PlainDate.from(reviewedOn).toLocaleString("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
});

crisis.get("/crisis", (c) => {
  const country = countryOf(c.req.query("country"), c.req.header("accept-language"));
  c.header("Vary", "Accept-Language");
  return c.html(
    <CrisisPage
      page={pageFor(c)}
      country={country}
      codes={codes}
      worldwide={worldwide}
      reviewed={reviewed}
    />,
  );
});
