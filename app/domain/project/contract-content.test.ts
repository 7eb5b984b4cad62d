import { expect, it } from 'vitest'
import { type ContractContent, contractText } from './contract-content.ts'

const content: ContractContent = {
  schema: 'commonweal.contract/1',
  contractNo: 'HT-2026-0001',
  projectNo: 'XM-2026-0001',
  title: 'Care at home',
  buyer: { id: 'b', name: 'Bureau' },
  supplier: { id: 'o', name: 'Centre', creditCode: null },
  amountFen: '48600000',
  startsOn: '2026-03-01',
  endsOn: '2026-12-31',
  terms: 'Pay after acceptance.',
  milestones: [
    {
      position: 1,
      title: 'First',
      deliverable: '240 households',
      dueOn: '2026-05-20',
      trancheFen: '48600000',
      indicators: [{ name: 'Households', unit: 'households', target: 240 }],
    },
  ],
}

it('is one text whatever the order of its keys', () => {
  expect(contractText(Object.fromEntries(Object.entries(content).reverse()) as ContractContent)).toBe(
    contractText(content),
  )
})

it('changes with a fen', () => {
  expect(contractText({ ...content, amountFen: '48600001' })).not.toBe(contractText(content))
})
