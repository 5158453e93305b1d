import type { DiffBlock } from '@/lib/content'
import { counted } from '@/lib/shared'
import { type ChangedRuns, codeRuns } from './diff-code'

const signs = { added: '+', removed: '−', changed: '±', same: '=' }
const signWords = { added: 'Added', removed: 'Removed', changed: 'Changed', same: 'Unchanged' }
/** Unchanged paragraphs next to a change stay visible; others are folded. */
const contextBlocks = 1

/** A block as it is drawn. */
type Drawn = { kind: DiffBlock['kind']; pieces: ChangedRuns[] }

/** A comparison as prose: insertions underlined, deletions struck through, unchanged parts folded. */
export function Diff({ blocks }: { blocks: DiffBlock[] }) {
  const runs = codeRuns(blocks)
  const drawn = blocks.map(({ kind }, i) => ({ kind, pieces: runs[i] ?? [] }))
  return (
    <div className="diff">
      {stretchesOf(drawn).map((stretch, i) =>
        stretch.folded ? (
          <details className="fold-same" key={i}>
            <summary className="skip-n">
              <span className="sg">=</span> {counted(stretch.blocks.length, 'paragraph', 'paragraphs')}, unchanged
            </summary>
            {stretch.blocks.map((block, j) => (
              <Block key={`${i}-${j}`} block={block} />
            ))}
          </details>
        ) : (
          stretch.blocks.map((block, j) => <Block key={`${i}-${j}`} block={block} />)
        ),
      )}
    </div>
  )
}

function Block({ block: { kind, pieces } }: { block: Drawn }) {
  return (
    <div>
      <span className="sg">
        <span aria-hidden="true">{signs[kind]}</span>
        <span className="vh">{signWords[kind]}: </span>
      </span>
      <p className="whitespace-pre-wrap" dir="auto">
        {pieces.map(({ change, runs }, i) => {
          const text = runs.map((run, j) => (run.code ? <code key={j}>{run.text}</code> : run.text))
          return change === 'added' ? <ins key={i}>{text}</ins> : change === 'removed' ? <del key={i}>{text}</del> : text
        })}
      </p>
    </div>
  )
}

function stretchesOf(blocks: Drawn[]): { folded: boolean; blocks: Drawn[] }[] {
  const nearChange = blocks.map((_, i) =>
    blocks.slice(Math.max(0, i - contextBlocks), i + contextBlocks + 1).some((block) => block.kind !== 'same'),
  )
  const stretches: { folded: boolean; blocks: Drawn[] }[] = []
  blocks.forEach((block, i) => {
    const folded = !nearChange[i]
    const last = stretches.at(-1)
    if (last?.folded === folded) last.blocks.push(block)
    else stretches.push({ folded, blocks: [block] })
  })
  return stretches
}
