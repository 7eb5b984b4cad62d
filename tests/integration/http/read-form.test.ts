import { expect, test } from 'vitest'
import { readForm } from '#app/http/read-form.server.ts'

const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
  readForm(new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': type }, body }))

test('a body that is no form at all is refused, not a surprise', async () => {
  expect(await post('multipart/form-data; boundary=x', 'garbage')).toMatchObject({ refusal: { code: 'invalid' } })
  expect(await post('multipart/form-data', 'x')).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
})

test('a file over 20 MB and a text over 2 MB are refused as too large', async () => {
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
  const large = new TextEncoder().encode(`${head}${'a'.repeat(21 * 1024 * 1024)}\r\n--x--\r\n`)
  expect(await post('multipart/form-data; boundary=x', large)).toMatchObject({ refusal: { code: 'too-large' } })
  expect(await post('application/x-www-form-urlencoded', `a=${'b'.repeat(3 * 1024 * 1024)}`)).toMatchObject({
    refusal: { code: 'too-large' },
  })
})
