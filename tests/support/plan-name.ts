/** What a page calls a bid without a name; words are the pages' affair. */
export const planName = (number: number): string => `方案 ${number}`
