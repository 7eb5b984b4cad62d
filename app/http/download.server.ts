type Download = { bytes: Uint8Array; name: string; mediaType: string; isPublic: boolean }

/**
 * A file that people uploaded, as something to save: never shown by the browser as a page of this site, whatever is in it (the
 * server in front adds nosniff to every answer).
 * The name is given twice: plain for old readers, and in UTF-8 (RFC 6266, RFC 5987).
 */
export const downloadResponse = ({ bytes, name, mediaType, isPublic }: Download): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      // Texts are taken only where they are UTF-8 (services/file/store.server.ts).
      'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': contentDisposition(name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': isPublic ? 'public, max-age=3600' : 'private, no-store',
    },
  })

export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${utf8}`
}
