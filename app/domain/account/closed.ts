/** What a closed account is left with instead of an address: a name that can never be one (RFC 2606). Written by account_erase(). */
export const isClosedAddress = (address: string): boolean => address.toLowerCase().endsWith('@closed.invalid')

/** What has to be ended before an account can be closed; account_duties() finds them. */
export const dutyKinds = [
  'owner',
  'handover',
  'body',
  'administrator',
  'seat',
  'keyholder',
  'evaluation',
  'warning',
  'incubation',
] as const
export type DutyKind = (typeof dutyKinds)[number]
