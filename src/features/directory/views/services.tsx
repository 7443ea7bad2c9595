import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, LinkRow } from "#ui/parts.tsx";
import type { OfferedService } from "../queries.ts";

interface ServiceChoiceProps {
  page: Page;
  name: string;
  services: readonly OfferedService[];
  pathOf: (service: OfferedService) => string;
  back: string;
}

/** What somebody would like to meet a provider for, where there are several. */
export function ServiceChoicePage({ page, name, services, pathOf, back }: ServiceChoiceProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("booking.service.title")}>
      <Heading title={t("booking.service.title")} lead={name} back={{ href: back, label: name }} />
      <ul class="grid gap-3">
        {services.map((service) => (
          <li>
            <LinkRow
              href={pathOf(service)}
              icon="book"
              title={service.code}
              detail={service.name && service.name !== service.code ? service.name : undefined}
            />
          </li>
        ))}
      </ul>
    </Layout>
  );
}
