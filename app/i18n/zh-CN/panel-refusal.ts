/** Why the panel's parts refuse: areas of their own, as their codes are. */
export const score = { refusal: { 'out-of-range': '分值超出这一项的范围，请对照满分填写' } } as const

export const scoreSheet = {
  refusal: {
    'not-entitled': '您现在不能为这份投标评分。',
    moved: '评分表不能换到另一份投标。',
    submitted: '这份评分表已经提交，不能再更改。',
    incomplete: '还有评分项没有填写分数或理由，请补齐后再提交。',
    'points-missing': '请填写这一项的分数',
    'reason-missing': '请写明这一项的评分理由',
  },
} as const

export const result = {
  refusal: {
    'panel-open': '评审还没有结束，不能形成结果。',
    frozen: '结果已经锁定，不能更改。',
    unsigned: '还有成员没有签署，评审不能结束。',
    superseded: '这一版结果已有更正，请刷新页面。',
    'nothing-to-sign': '现在没有需要签署的结果。',
    'not-member': '只有在席的评审组成员可以签署。',
    'signed-already': '您已经签署过这份结果。',
    'dissent-reason': '请说明不同意见和理由',
    'not-unanimous': '认定畸高、畸低分须全体一致。如不同意，请不要签署，由组长另行处理。',
    'no-mark-here': '汇总计算错误不改动评分，请不要选择评分项。',
    'points-missing': '请填写更正后的分值',
    'mark-missing': '请选择要更正的评分',
    'mark-of-other-kind': '这项评分不属于所选的更正情形',
    'mark-in-range': '原分值没有超出范围，不属于这种情形',
    'nothing-to-correct': '没有可更正的差别。',
  },
} as const

export const draw = {
  refusal: {
    'too-early': '按规定，{{day}} 起方可抽取评审专家。',
    'reserves-left': '上一次抽取还有候补或待答复的专家，请先递补。',
    'too-few': '符合条件的候选专家只有 {{candidates}} 人，少于要抽取的 {{wanted}} 人。请放宽条件。',
    'wrong-state': '这个邀请现在不能这样操作。',
    answered: '这个邀请已经答复或已经过期。',
    reason: '请说明谢绝的原因',
    'nobody-to-call': '没有需要递补的席位，或候补专家已全部递补。',
    frozen: '抽取记录不能更改。',
    'out-of-order': '候补专家须按次序递补。',
    'too-late': '答复期限已过，已由候补专家递补。',
    'still-open': '答复期限还没有到。',
  },
} as const

export const discussion = {
  refusal: {
    'not-now': '现在不能讨论这份投标。',
    over: '这份投标的讨论已经结束。',
    'not-published': '这个征集没有公布讨论环节。',
    'not-yours': '您不评审这份投标，不能参加讨论。',
    'sheets-first': '还有初评没有提交。全部收齐之后才能讨论，以保证各人独立打分。',
    'one-at-a-time': '正在讨论另一份投标，请先结束那一份。',
    open: '还有投标正在讨论，请先结束讨论。',
    'minutes-first': '讨论过的投标还没有纪要，请补记后再锁定分数。',
    'second-already': '您已经再评过这份投标。',
    'same-points': '分数与初评相同，不用再评。',
  },
} as const

export const sample = {
  refusal: {
    frozen: '样卷只能在征集发布之后、评审开始之前写。',
    'not-yours': '样卷由购买主体的经办人或审批人写。',
    'not-now': '现在不能评样卷。',
    'scored-already': '您已经评过样卷。',
    first: '请先评样卷，再评真实的投标。',
  },
} as const
