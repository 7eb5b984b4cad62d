import type { RequestHandler } from 'express'

/** An address whose percent signs spell no text names nothing. 400; further in it would be an error of the server's, with all its lines in the log. */
export const readableAddress: RequestHandler = (request, response, next) => {
  if (isReadable(request.path)) next()
  else response.status(400).type('text/plain; charset=utf-8').send('400\n')
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
