import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading, LinkRow } from "#ui/parts.tsx";
import type { ServiceChoice } from "../queries/services.ts";
import { StepFrame } from "./frame.tsx";

interface ServicesProps {
  page: Page;
  back: string;
  search: string;
  services: readonly ServiceChoice[];
  pathOf: (service: ServiceChoice) => string;
  /** Where the member edits the own list; null when the coordinator switched that off. */
  editPath: string | null;
  draft: string | undefined;
  weekly: boolean;
}

/** "Pick a <service>": the member's own list, then general topics, then everything else. */
export function ServicesPage({
  page,
  back,
  search,
  services,
  pathOf,
  editPath,
  draft,
  weekly,
}: ServicesProps) {
  const { t } = page;
  const mine = services.filter((service) => service.mine);
  const topics = services.filter((service) => !service.mine);
  return (
    <StepFrame
      page={page}
      step="service"
      title={t("booking.service.title")}
      lead={t("booking.service.prompt")}
      back={back}
      weekly={weekly}
    >
      <SearchBar
        t={t}
        action=""
        label={t("booking.service.search")}
        query={search}
        clear={search ? "?" : undefined}
      >
        {draft && <input type="hidden" name="draft" value={draft} />}
      </SearchBar>
      {services.length === 0 && <Nothing page={page} search={search} />}
      <Group title={t("booking.service.mine")} services={mine} page={page} pathOf={pathOf} />
      <Group
        title={mine.length > 0 ? t("booking.service.others") : null}
        services={topics}
        page={page}
        pathOf={pathOf}
      />
      {editPath && (
        <a href={editPath} class="btn mt-6">
          <Icon name="pencil" class="size-4" />
          {t("booking.service.edit")}
        </a>
      )}
    </StepFrame>
  );
}

function Nothing({ page, search }: { page: Page; search: string }) {
  const { t } = page;
  return search ? (
    <Empty icon="search" title={t("booking.service.notFound.title", { search })}>
      <a href="?" class="link-plain">
        {t("booking.service.notFound.all")}
      </a>
    </Empty>
  ) : (
    <Empty icon="book" title={t("booking.service.empty.title")}>
      {t("booking.service.empty.text")}
    </Empty>
  );
}

interface GroupProps {
  page: Page;
  title: string | null;
  services: readonly ServiceChoice[];
  pathOf: (service: ServiceChoice) => string;
}

function Group({ page, title, services, pathOf }: GroupProps) {
  if (services.length === 0) return null;
  const { t } = page;
  return (
    <section class="mb-6">
      {title && <h2 class="mb-3">{title}</h2>}
      <ul class="grid gap-2.5">
        {services.map((service) => (
          <li>
            <LinkRow
              href={pathOf(service)}
              icon={service.generic ? "users" : service.owner_id ? "user" : "book"}
              title={service.code}
              detail={
                <>
                  {service.name && <span class="block whitespace-pre-line">{service.name}</span>}
                  {!service.owner_id && t("booking.service.providers", { count: service.providers })}
                </>
              }
              end={service.mine ? <Badge tone="good">{t("booking.service.assigned")}</Badge> : undefined}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OwnListProps {
  page: Page;
  back: string;
  action: string;
  search: string;
  services: readonly ServiceChoice[];
}

/** "Edit your <services>": the member's own list, one button each. */
export function OwnListPage({ page, back, action, search, services }: OwnListProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("booking.service.edit")}>
      <Heading
        title={t("booking.service.edit")}
        lead={t("booking.own.lead")}
        back={{ href: back, label: t("booking.back") }}
      />
      <SearchBar
        t={t}
        action=""
        label={t("booking.service.search")}
        query={search}
        clear={search ? "?" : undefined}
      />
      <ul class="grid gap-2.5">
        {services.map((service) => (
          <li class="card-plain flex items-center gap-3 px-4 py-3">
            <span class="min-w-0 flex-1 font-medium break-words">{service.code}</span>
            {service.assigned ? (
              <Badge tone="good">{t("booking.own.assigned")}</Badge>
            ) : (
              <form method="post" action={action}>
                <input type="hidden" name="service" value={service.id} />
                <input type="hidden" name="q" value={search} />
                <input type="hidden" name="to" value={service.mine ? "remove" : "add"} />
                <button type="submit" class={`btn btn-sm ${service.mine ? "" : "btn-primary"}`}>
                  <Icon name={service.mine ? "trash" : "plus"} class="size-4" />
                  {service.mine ? t("booking.own.remove") : t("booking.own.add")}
                  <span class="sr-only">{service.code}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Layout>
  );
}
