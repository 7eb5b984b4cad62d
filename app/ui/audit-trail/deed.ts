/** Where the words for a kind of deed may stand, the first that is there counts: `bid.sealed` is `desk.did.bid-sealed`. */
export const deedKeys = (type: string): string[] => {
  const name = type.replaceAll('.', '-')
  return [`desk.did.${name}`, `admin.event.${name}`, `audit-trail.deed.${name}`]
}
