import { expect, test } from 'vitest'
import { rawToMarkdown } from '.'

const base = 'https://forum.example/'

test('a line break in a post is a line break here', () => {
  expect(rawToMarkdown('Name: Ada\nHost: web-1\n\nThanks :tada:')).toBe('Name: Ada\\\nHost: web-1\n\nThanks 🎉')
  expect(rawToMarkdown('- one\n- two\n\n| a | b |\n|--|:-:|\n| c | d |')).toBe('- one\n- two\n\n| a |  b  |\n| - | :-: |\n| c |  d  |')
})

test('quotes keep who wrote them and what they quote themselves', () => {
  expect(
    rawToMarkdown('[quote="ada, post:3, topic:7, full:true"]\nouter\n\n[quote="bob"]\ninner\n[/quote]\n\nafter\n[/quote]\nreply', base),
  ).toBe('> [ada](https://forum.example/t/7/3):\n>\n> outer\n>\n> > bob:\n> >\n> > inner\n>\n> after\n\nreply')
  expect(rawToMarkdown('[quote=ada]short[/quote] and more')).toBe('> ada:\n>\n> short\n\nand more')
  expect(rawToMarkdown('- item\n  [quote="ada"]\n  one\n  two\n  [/quote]\n- next')).toBe(
    '- item\n\n  > ada:\n  >\n  > one\\\n  > two\n\n- next',
  )
})

test('tags within code are text, and a tag that is never closed is too', () => {
  const fenced = '```\n[quote="x"]\na\n[/quote]\n[b]b[/b] :tada:\n```'
  expect(rawToMarkdown(fenced)).toBe(fenced)
  expect(rawToMarkdown('Write `[quote]a[/quote]` or `[b]`')).toBe('Write `[quote]a[/quote]` or `[b]`')
  expect(rawToMarkdown('[quote="y"]\na `[/quote]` b\n[/quote]')).toBe('> y:\n>\n> a `[/quote]` b')
  expect(rawToMarkdown('    [quote]\n    a')).toBe('```\n[quote]\na\n```')
  expect(rawToMarkdown('[code]\nx [b]y[/b]\n[/code]')).toBe('```\nx [b]y[/b]\n```')
  expect(rawToMarkdown('[quote]no end')).toBe('\\[quote]no end')
  expect(rawToMarkdown('[code]no end, [code]nor [b]here[/b]')).toBe('\\[code]no end, \\[code]nor **here**')
})

test('folds, spoilers and polls are what they were', () => {
  expect(rawToMarkdown('[details="Full log"]\n```text\nstep 4\n```\n[/details]')).toBe(
    '<details>\n<summary>Full log</summary>\n\n```text\nstep 4\n```\n\n</details>',
  )
  expect(rawToMarkdown('The trick is [spoiler]delete it[/spoiler] and restart.')).toBe(
    'The trick is\n\n<details>\n<summary>Spoiler</summary>\n\ndelete it\n\n</details>\n\nand restart.',
  )
  expect(rawToMarkdown('[spoiler]\na\n\nb\n[/spoiler]')).toBe('<details>\n<summary>Spoiler</summary>\n\na\n\nb\n\n</details>')
  expect(rawToMarkdown('[poll type=regular results=always]\n# Which?\n* One\n* Two\n[/poll]')).toBe('**Poll: Which?**\n\n- One\n- Two')
  expect(rawToMarkdown('[poll type=number min=1 max=5]\n[/poll]')).toBe('**Poll: a number from 1 to 5**')
  expect(rawToMarkdown('[wrap=template key=hello]inner words[/wrap]')).toBe('inner words')
})

test('dates, formulas and footnotes can be read', () => {
  expect(rawToMarkdown('See [date=2026-03-09 time=14:00:00 timezone="Europe/Berlin"] for it.')).toBe(
    'See 2026-03-09 14:00 Europe/Berlin for it.',
  )
  expect(rawToMarkdown('[date-range from=2026-03-09T10:00 to=2026-03-10T12:00 timezone=Asia/Tokyo]')).toBe(
    '2026-03-09 10:00 Asia/Tokyo → 2026-03-10 12:00 Asia/Tokyo',
  )
  expect(rawToMarkdown('Energy is $a_1*b*c_2$, for $5 and $6\n\n$$\n\\int_0^1 x_2\n$$')).toBe(
    'Energy is $a_1\\*b\\*c_2$, for $5 and $6\n\n```math\n\\int_0^1 x_2\n```',
  )
  expect(rawToMarkdown('A claim.^[Inline.] One more[^n].\n\n[^n]: The note.')).toBe(
    'A claim.[^1] One more[^2].\n\n[^1]: Inline.\n\n[^2]: The note.',
  )
})

test('BBCode of an older forum means what it meant there', () => {
  expect(rawToMarkdown('[b]bold[/b] [i]it[/i] [u]under[/u] [s]gone[/s] 10[sup]6[/sup] [color=red]red[/color]')).toBe(
    '**bold** *it* <ins>under</ins> ~~gone~~ 10<sup>6</sup> red',
  )
  expect(
    rawToMarkdown('[url=https://a.example/x?y=1]a [b]link[/b][/url] [url]https://b.example[/url] [img]https://a.example/i.png[/img]'),
  ).toBe('[a **link**](https://a.example/x?y=1) <https://b.example> ![](https://a.example/i.png)')
  expect(rawToMarkdown('mail ada@forum.example, [center]mid[/center]')).toBe('mail <ada@forum.example>, mid')
  expect(rawToMarkdown('[list]\n[*]one\n[*]two\n[/list]')).toBe('- one\n- two')
})

test('files keep their names, and their addresses where the forum is known', () => {
  const raw = '![Panel|690x388](upload://a1B2.png)\n[config.zip|attachment](upload://zZ9.zip) (12 KB)\n![talk|video](upload://v.mp4)'
  expect(rawToMarkdown(raw, base)).toBe(
    '![Panel](https://forum.example/uploads/short-url/a1B2.png)\\\n[config.zip](https://forum.example/uploads/short-url/zZ9.zip) (12 KB)\\\n[talk](https://forum.example/uploads/short-url/v.mp4)',
  )
  expect(rawToMarkdown(raw)).toContain('![Panel](upload://a1B2.png)')
})

test('what only looks like HTML is shown as it was written, and what is HTML works', () => {
  expect(rawToMarkdown('Return List<String> or Map<K, V>? How do I centre a <div> in a <section>?')).toBe(
    'Return List\\<String> or Map\\<K, V>? How do I centre a \\<div> in a \\<section>?',
  )
  expect(rawToMarkdown('The <b> tag, List<B>, <b>bold</b>, 10<sup>6</sup> <!-- hidden -->1 < 2 <font color="red">red</font>')).toBe(
    'The \\<b> tag, List\\<B>, **bold**, 10<sup>6</sup> 1 < 2 red',
  )
  expect(rawToMarkdown('A <center>centred</center> and a <font>plain</font> word')).toBe('A centred and a plain word')
  expect(rawToMarkdown('<div>\nhello **x**\n</div>')).toBe('\\<div>\\\nhello **x**\\\n\\</div>')
  expect(rawToMarkdown('<details>\n<summary>Log of <T></summary>\nline one\n</details>\n\nEnd.')).toBe(
    '<details>\n<summary>Log of &lt;T&gt;</summary>\n\nline one\n\n</details>\n\nEnd.',
  )
})

test('words of code and addresses are no emoji, hashtags no headings, lists of tasks stay', () => {
  expect(rawToMarkdown('std::vector::size 10:30:45 https://a.example/:tada:/x main.py #howto::tag :no_such:')).toBe(
    'std::vector::size 10:30:45 <https://a.example/:tada:/x> main.py #howto :no_such:',
  )
  expect(rawToMarkdown('- [ ] send\n- [x] pack')).toBe('- [ ] send\n- [x] pack')
  expect(rawToMarkdown('[x] marks a task in a list alone\n\n- a\n\n  [x] as here')).toBe(
    '\\[x] marks a task in a list alone\n\n- a\n\n  \\[x] as here',
  )
})

test('Chinese and Japanese keep emphasis and ranges', () => {
  expect(rawToMarkdown('每天1~3次，每次5~7片。\n\n**注意：**请先备份。これは**「重要」**です。')).toBe(
    '每天1\\~3次，每次5\\~7片。\n\n**注意：**请先备份。これは**「重要」**です。',
  )
})

test('quotes within quotes without end come out as text', () => {
  const raw = `${'[quote]\n'.repeat(400)}deep${'\n[/quote]'.repeat(400)}`
  expect(rawToMarkdown(raw)).toContain('deep')
})
