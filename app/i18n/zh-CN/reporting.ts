// What milestones are judged by, activities, the review of reports, and quarterly reports.

export const evidenceKind = {
  ATTENDANCE: '签到表',
  DATED_PHOTO: '带日期的照片',
  BENEFICIARY: '服务对象确认',
  SERVICE_RECORD: '服务记录',
  VOUCHER: '发票和凭证',
  BANK_SLIP: '银行回单',
  CONTRACT: '合同或协议',
  MEDIA: '媒体报道',
  SATISFACTION: '满意度问卷',
  OTHER: '其他',
} as const

export const terms = {
  title: '验收标准',
  edit: '设定验收标准',
  lead: '写明每个里程碑凭什么算完成、必须交哪些材料、指标怎么计数。它们写入合同，由双方一并签署；签约后只能通过合同变更修改。',
  criteria: '验收标准',
  criteriaHint: '每行一条，最多 12 条，每条不超过 300 字。验收时逐条判断。可以留空。',
  evidence: '必备材料',
  evidenceHint: '缺少其中任何一种，报告不能提交。',
  counting: '{{name}}：怎么计数',
  countingHint: '选择按活动累计的，填写报告时显示各次活动的合计。',
  countingWord: { TYPED: '手工填写', PEOPLE: '活动服务人次合计', HOURS: '活动服务时数合计', SESSIONS: '活动场次合计' },
  counts: '{{name}}按活动累计（{{counting}}）',
  none: '没有约定',
  save: '保存验收标准',
  saved: '验收标准已保存',
  tooMany: '最多 12 条。',
  length: '每条 2 至 300 字。',
  twice: '有两条完全相同。',
  there: '已有',
  missing: '还缺',
} as const

export const duplicate = {
  title: '材料可能重复使用',
  reviewLead: '以下材料在别处也提交过，或和别处的照片看起来一样。请核对它们是否证明了不同的工作。',
  writeLead:
    '以下材料在别处也提交过，或和别处的照片看起来一样。购买主体审核时也会看到；如有正当理由，请在完成情况说明里写明。',
  kind: { SAME: '完全相同', ALIKE: '看起来一样' },
  where: {
    sameReport: '同一份报告里的“{{title}}”',
    sameProject: '本项目第 {{position}} 个里程碑的“{{title}}”',
    ownProject: '项目“{{project}}”第 {{position}} 个里程碑的“{{title}}”',
    elsewhere: '另一个项目的材料（您无权查阅该项目）',
  },
} as const
