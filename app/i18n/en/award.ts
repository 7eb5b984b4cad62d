import type { Shape } from '../shape.ts'
import type { award as source } from '../zh-CN/award.ts'

export const award = {
  terms: {
    parties: 'Buyer: {{buyer}}\nSupplier: {{supplier}}\nUnified social credit code: {{creditCode}}',
    noCreditCode: '(filed group, none)',
    basis:
      '1. Basis. The buyer called publicly for “{{title}}” (call {{callNo}}); on the findings of the panel the supplier was chosen. The parties conclude this contract (no. {{contractNo}}) under the Civil Code and the rules on government purchase of services.',
    content:
      '2. Service. As in the published call and the supplier’s bid; where the two differ, what serves the beneficiaries better holds.',
    period: '3. Period. From {{startsOn}} to {{endsOn}}.',
    amount: '4. Price. CNY {{amount}}, all costs of the supplier included.',
    plan: '5. Milestones and payments.',
    paidStep: '{{number}}. {{title}}: {{deliverable}}; due {{dueOn}}; {{amount}} paid on acceptance.',
    step: '{{number}}. {{title}}: {{deliverable}}; due {{dueOn}}; accepted without a payment of its own.',
    payment:
      '6. Conditions of payment. Each payment follows the acceptance of its milestone and passes three people: who asks, who verifies, who releases. An open objection of the supervisor suspends payment.',
    reporting:
      '7. Reports and disclosure. The supplier reports on each milestone with figures and evidence and answers for their truth; both agree that contract, progress, acceptance and payments are published, personal data excepted.',
    change:
      '8. Change and termination. Changes need the written consent of both. On a serious breach the other side may terminate; money paid for what was not delivered is returned.',
    disputes: '9. Disputes. Settled by talks; failing that, by the people’s court at the buyer’s seat.',
  },
  refusal: {
    'already-made': 'The result of this call is public and the award made; it cannot be made twice.',
    'not-approver': 'Publishing the result and awarding is for an approver.',
    'no-winner': 'No bid is ranked first, so there is nothing to award.',
    tied: 'More than one bid is ranked first; the panel must settle the tie.',
    'no-amount': 'Enter the amount of the award in yuan.',
    'over-ceiling': 'The award may not be above the published price ceiling.',
    'bid-not-won': 'Only the bid that was chosen can be awarded.',
  },
} as const satisfies Shape<typeof source>
