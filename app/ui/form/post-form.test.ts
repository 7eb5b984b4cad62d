import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { FormReply } from '#app/http/form-reply.ts'
import { formState } from './form-state.ts'
import { ActionButton, PostForm } from './post-form.tsx'

const reply = (values: Record<string, unknown>, rest: Partial<FormReply> = {}): FormReply => ({
  kind: 'form-reply',
  intent: 'save',
  values,
  errors: {},
  refusal: undefined,
  ...rest,
})
const html = (element: ReactElement) => renderToStaticMarkup(element)
const versionIn = (text: string) => /name="version" value="([^"]*)"/.exec(text)?.[1]
const versionAfter = (data: unknown) =>
  versionIn(html(createElement(PostForm, { form: formState('save', data, {}), version: 7, children: null })))

test('a form that comes back keeps the version that it was typed on, until its writer has been told of a newer one', () => {
  expect(versionAfter(undefined)).toBe('7')
  // Something could not be accepted; a row was added.
  expect(versionAfter(reply({ version: '3' }, { errors: { title: ['form.required'] } }))).toBe('3')
  expect(versionAfter(reply({ version: '3' }))).toBe('3')
  expect(versionAfter(reply({ version: '3' }, { refusal: { code: 'bid.wrong-state' } }))).toBe('3')
  expect(versionAfter(reply({ version: '3' }, { refusal: { code: 'stale' } }))).toBe('7')
  // Another form of the page came back.
  expect(versionAfter(reply({ version: '3' }, { intent: 'publish' }))).toBe('7')
})

test('of several like buttons only the pressed one says why not, and the others keep the version of their own row', () => {
  const data = reply({ seatId: 'a', version: '3' }, { refusal: { code: 'invalid' } })
  const button = (seatId: string) =>
    html(
      createElement(ActionButton, { form: formState('save', data, {}), version: 7, fields: { seatId }, children: '' }),
    )
  expect(button('a')).toContain('error-summary')
  expect(versionIn(button('a'))).toBe('3')
  expect(button('b')).not.toContain('error-summary')
  expect(versionIn(button('b'))).toBe('7')
})
