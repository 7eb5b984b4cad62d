/** What finance looks for: money to come, money that goes back, all. */
export const donationLists = ['expected', 'due-back', 'all'] as const
export type DonationList = (typeof donationLists)[number]
