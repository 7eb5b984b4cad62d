import { LinkChecker, LinkState } from 'linkinator'

export type Walked = { pages: string[]; links: number; broken: string[] }

/** Too many files in a while: the address is right all the same. */
const held = 429

const isFile = (url: URL) => /\.(?:csv|xlsx|zip|pdf|xml|ics|json)$/.test(url.pathname)

/** Answers are the same page whatever is ticked: one filter at a time is walked, and a filtered file is not fetched once more. */
const isOnlyAnotherFilter = (url: URL) => [...url.searchParams.keys()].length > (isFile(url) ? 0 : 1)

/**
 * Every page that can be reached from the site's first pages by links, and what leads nowhere, also to a place within a page. Other
 * sites are not asked.
 */
export async function walkLinks(siteUrl: string): Promise<Walked> {
  const checker = new LinkChecker()
  const { links } = await checker.check({
    path: [`${siteUrl}/`, `${siteUrl}/en`],
    recurse: true,
    checkFragments: true,
    concurrency: 4,
    timeout: 60_000,
    // Or a file that the site gives out no faster is waited for, minutes each.
    retry: false,
    // The walker lets go of answers it does not read, and meets the closing connection now and then.
    retryErrors: true,
    retryErrorsCount: 2,
    retryErrorsJitter: 200,
    // Or a slash is added to every page, and `?…` is looked for behind it.
    cleanUrls: true,
    linksToSkip: (link) => {
      const url = new URL(link)
      return Promise.resolve(url.origin !== siteUrl || isOnlyAnotherFilter(url))
    },
  })
  const walked = links.filter(({ state }) => state !== LinkState.SKIPPED)
  return {
    pages: [...new Set(walked.map(({ url }) => url.replace(/#.*$/, '')))].filter((url) => !isFile(new URL(url))),
    links: walked.length,
    broken: walked
      .filter(({ state, url, status }) => state === LinkState.BROKEN && !(status === held && isFile(new URL(url))))
      .map(({ url, status, parent }) => `${String(status ?? 'no answer')} ${url} (on ${parent ?? 'no page'})`),
  }
}
