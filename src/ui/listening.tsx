import type { Page } from "./page.ts";

/** Where a page listens for what changes: for what it is about, and everybody's for their bell. Without script it does nothing. */
export function Listening({ page, about = [] }: { page: Page; about?: readonly string[] | undefined }) {
  const { account, community, roles, stamp } = page;
  if (!account || !community || roles.size === 0) return null;
  return (
    <div
      id="live"
      hidden
      data-controller="live"
      data-live-url-value={`${community.base}/live`}
      data-live-about-value={JSON.stringify(about)}
      data-live-stamp-value={stamp}
    />
  );
}
