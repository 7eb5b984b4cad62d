export const annex = {
  title: '合同附件',
  lead: '服务方案、价目表、行为守则等随合同一并签署的文件。附件的校验值写入合同内容，各方签署的就是这一版；同名文件再上传一次，成为新的版本，旧版仍可查看。',
  onlyDraft: '合同签发后附件不能再改；需要改的，请承接主体先退回合同。',
  none: '没有附件。',
  add: '添加附件',
  name: '附件名称',
  nameHint: '例如“附件一 服务方案”。与已有附件同名的，作为新的版本。',
  save: '上传附件',
  takeOut: '撤下',
  versionNo: '第 {{n}} 版',
  replaced: '已不作数',
  toast: { added: '附件已添加。', takenOut: '附件已撤下。' },
} as const
