import type { RequestHandler } from 'express'

/**
 * What a loader reads is for its page alone, which shows of it what its reader may see. Remix would give it out raw to `?_data=…`; no page of
 * this site asks for that. 404.
 */
export const noRawData: RequestHandler = (request, response, next) => {
  const [, question = ''] = request.originalUrl.split('?', 2)
  if (new URLSearchParams(question).has('_data')) response.status(404).type('text/plain; charset=utf-8').send('404\n')
  else next()
}
