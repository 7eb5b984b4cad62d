import { createElement as h, type FunctionComponent } from 'react'
import { expect, it } from 'vitest'
import { labelsWithin } from './labels-within.ts'

const Field: FunctionComponent<{ name: string; label: string }> = () => null

it('names the fields a form holds, however deep, and puts the legend of a row in front', () => {
  const children = [
    h('p', { key: 0 }, 'words'),
    h('div', { key: 1 }, h(Field, { name: 'price', label: 'Price' })),
    h('fieldset', { key: 2 }, h('legend', null, 'Line 1'), h(Field, { name: 'lines[0].amount', label: 'Amount' })),
    h('fieldset', { key: 3 }, h('legend', null, 'Line 2'), h(Field, { name: 'lines[1].amount', label: 'Amount' })),
  ]
  expect(labelsWithin(children)).toEqual({
    price: 'Price',
    'lines[0].amount': 'Line 1 · Amount',
    'lines[1].amount': 'Line 2 · Amount',
  })
})

it('takes nothing for a label that is not plain words with a name', () => {
  expect(labelsWithin([h('input', { key: 0, name: 'intent' }), h('option', { key: 1, label: 'One' })])).toEqual({})
})
