import type { CallWords } from './calls/call-plan.ts'

/** What officers write down after a visit or a call. */
export const diligenceFindings = {
  VISIT: [
    '办公和服务场地与申报一致，租期至明年年底；专职人员到岗，社工证书原件已核对。上一个项目的服务档案齐全，抽查十份均有签名。',
    '服务点正在使用，墙上公示了收费标准和投诉电话；随机询问三位服务对象，均知道机构名称和联系人。财务由第三方代账，票据完整。',
  ],
  CALL: [
    '电话核实了合作居委会，确认每周提供活动室；负责人能说清服务流程和预算构成。建议补充节假日的值守安排。',
    '电话询问了两家合作学校，均确认有合作意向书；项目主管在岗，能说明服务对象的筛选办法。',
  ],
} as const

export const cutReasons = [
  '宣传物料单价高于本区同类项目，按标准核减。',
  '会议和培训费超过每人每天的控制标准，按标准核减。',
  '办公设备购置不属于资助范围，改为租用后核减。',
] as const

export const adviceText = ({ group, service }: CallWords): string =>
  `一、服务对象要能核对：请写明${group}的名单来源和筛选办法。\n二、${service}的月度数量请与里程碑一致，并说明由谁统计。\n三、请补充志愿者保险、应急联系人和安全预案。`

export const adviceAnswer =
  '一、已写明名单由居委会提供、入户核实后建档。\n二、已将月度数量与里程碑逐项对应，由项目主管每月汇总。\n三、已为志愿者购买意外险，补充应急联系人和安全预案，见方案第四部分。'
