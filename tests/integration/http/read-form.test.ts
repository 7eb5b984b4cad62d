import { expect, test } from 'vitest'
import { readUpload } from '#app/services/file/store.server.ts'
import { readForm } from '#app/http/read-form.server.ts'

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
const multipart = 'multipart/form-data; boundary=x'
const urlEncoded = 'application/x-www-form-urlencoded'
const post = (type: string, body: Body, takesFile = false) =>
  readForm(
    new Request('http://localhost/', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
      ...({ duplex: 'half' } as object),
    }),
    { takesFile },
  )
const tooLarge = { ok: false, refusal: { code: 'too-large' } }
const invalid = { ok: false, refusal: { code: 'invalid' } }

/** A body that never says how long it is; `given` counts what was asked of it. */
function endless(piece: string, times: number) {
  const bytes = new TextEncoder().encode(piece)
  const counted = { given: 0 }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (counted.given >= bytes.length * times) {
        controller.close()
        return
      }
      counted.given += bytes.length
      controller.enqueue(bytes)
    },
  })
  return { body, counted }
}

test('a body that is no form at all is refused, not a surprise', async () => {
  expect(await post(multipart, 'garbage')).toMatchObject(invalid)
  expect(await post('multipart/form-data', 'x')).toMatchObject(invalid)
  expect(await post('application/json', '{"intent":"save"}')).toMatchObject(invalid)
})

test('a file over 20 MB still comes with what was typed, to be refused at its field; far larger ones and a text over 2 MB do not', async () => {
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
  const typed = '--x\r\nContent-Disposition: form-data; name="facts"\r\n\r\n两页事实\r\n'
  const file = (megabytes: number) =>
    new TextEncoder().encode(`${typed}${head}${'a'.repeat(megabytes * 1024 * 1024)}\r\n--x--\r\n`)
  const kept = await post(multipart, file(21), true)
  if (!kept.ok) throw new Error(kept.refusal.code)
  expect(kept.data.get('facts')).toBe('两页事实')
  expect(await readUpload(kept.data.get('file') as File)).toMatchObject({
    refusal: { code: 'form.fileTooLarge', field: 'file' },
  })
  expect(await post(multipart, file(41), true)).toMatchObject(tooLarge)
  expect(await post(urlEncoded, `a=${'b'.repeat(3 * 1024 * 1024)}`)).toMatchObject(tooLarge)
})

test('a page that takes no file keeps none in its memory', async () => {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
  expect(await post(multipart, `${head}${'a'.repeat(3 * 1024 * 1024)}\r\n--x--\r\n`)).toMatchObject(tooLarge)
})

test('a body that does not say its length is read no further than it may go', async () => {
  const { body, counted } = endless(`&a=${'b'.repeat(64 * 1024)}`, 2000)
  expect(await post(urlEncoded, body)).toMatchObject(tooLarge)
  expect(counted.given).toBeLessThan(4 * 1024 * 1024)
  const field = `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'b'.repeat(1024 * 1024)}\r\n`
  expect(await post(multipart, endless(field, 300).body, true)).toMatchObject(tooLarge)
})

test('many fields, and names that ask for great lists or depths, are refused before anything is made of them', async () => {
  expect(await post(urlEncoded, 'a=x&'.repeat(100_000))).toMatchObject(tooLarge)
  expect(await post(urlEncoded, 'lines[9999999].item=x')).toMatchObject(invalid)
  expect(await post(urlEncoded, `a${'.b'.repeat(5000)}=x`)).toMatchObject(invalid)
  expect(await post(urlEncoded, '__proto__.isAdministrator=yes')).toMatchObject(invalid)
})

test('a NUL, which PostgreSQL cannot keep, is left out of what was typed', async () => {
  const form = await post(urlEncoded, 'title=a%00b&intent=save')
  expect(form.ok && [...form.data]).toEqual([
    ['title', 'ab'],
    ['intent', 'save'],
  ])
})
