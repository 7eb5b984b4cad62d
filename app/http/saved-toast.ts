/** What is said once after a draft was saved: also that a colleague's words in other fields are there. */
export const savedToast = ({ kept }: { kept: readonly string[] }): string =>
  kept.length === 0 ? 'bid.toast.saved' : 'bid.toast.savedTogether'
