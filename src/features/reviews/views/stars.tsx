import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";

/** One star to five, as a row that screen readers hear as words. Of an average the nearest whole number is filled. */
export function Stars({ page, stars }: { page: Page; stars: number }) {
  const filled = Math.round(stars);
  return (
    <span class="inline-flex items-center gap-0.5 align-middle">
      <span class="sr-only">{page.t("reviews.stars", { stars })}</span>
      {[1, 2, 3, 4, 5].map((place) => (
        <Icon name="star" class={place <= filled ? "text-primary size-4 fill-current" : "quiet size-4"} />
      ))}
    </span>
  );
}
