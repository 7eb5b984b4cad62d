/** Who leans on whom: the web server drains while everything it needs is still there. */
const endingOrder = ['web', 'worker', 'meilisearch', 'postgres']

export const inEndingOrder = <T extends { name: string }>(all: T[]) =>
  all.toSorted((one, other) => endingOrder.indexOf(one.name) - endingOrder.indexOf(other.name))
