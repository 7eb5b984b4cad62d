/** One sentence per refusal code: what happened, and what to do. Codes with a dot are nested here. */
export const refusal = {
  busy: '现在人多，这次操作没有进行。您填写的内容仍在下面，请再按一次。',
  'storage-full':
    '服务器的存储空间满了，这次操作没有进行，已有的内容没有丢失。您填写的内容仍在下面，文件请再选一次；请稍后再试，或告诉管理员。',
  unreachable:
    '网站的数据库暂时连不上，请过一会儿再试。如果刚才提交了表单，请先看一看是否已经办成；没有的话，用浏览器的“后退”回到表单，填写的内容一般还在。',
  stale: '在您填写期间，这条记录被其他人修改过。您填写的内容仍在下面：请核对后再次提交。',
  'not-found': '没有找到这个页面，或您无权查看。',
  forbidden: '您没有权限进行此操作。',
  'sign-in': '请先登录。',
  'too-many': '操作过于频繁，请稍后再试。',
  'too-large': '提交的内容太大：每个文件最多 20 MB。',
  failed: '系统出错了，您的操作没有生效。请稍后再试；如需帮助，请告诉我们编号 {{requestId}}。',
  invalid: '填写的内容有误，请按提示更正。',
} as const
