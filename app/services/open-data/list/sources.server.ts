import type { ListName } from '#app/domain/open-data/list/names.ts'
import { communitySources } from './sources/community.server.ts'
import { governmentSources } from './sources/government.server.ts'
import { organizationSources } from './sources/organizations.server.ts'
import { purchaseSources } from './sources/purchase.server.ts'
import type { Source } from './sources/source.server.ts'

export const listSources: Readonly<Record<ListName, Source>> = {
  ...purchaseSources,
  ...communitySources,
  ...organizationSources,
  ...governmentSources,
}
