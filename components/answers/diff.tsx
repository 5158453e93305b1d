import type { DiffBlock } from '@/lib/content'
import { counted } from '@/lib/shared'

const signs = { added: '+', removed: '−', changed: '±', same: '=' }
const signWords = { added: 'Added', removed: 'Removed', changed: 'Changed', same: 'Unchanged' }
/** Unchanged paragraphs next to a change stay visible; others are folded. */
const contextBlocks = 1

/** A comparison as prose: insertions underlined, deletions struck through, unchanged parts folded. */
export function Diff({ blocks }: { blocks: DiffBlock[] }) {
  return (
    <div className="diff">
      {stretchesOf(blocks).map((stretch, i) =>
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

function Block({ block }: { block: DiffBlock }) {
  return (
    <div>
      <span className="sg">
        <span aria-hidden="true">{signs[block.kind]}</span>
        <span className="vh">{signWords[block.kind]}: </span>
      </span>
      <p className="whitespace-pre-wrap" dir="auto">
        {contentOf(block)}
      </p>
    </div>
  )
}

function contentOf(block: DiffBlock): React.ReactNode {
  if (block.kind === 'added') return <ins>{block.text}</ins>
  if (block.kind === 'removed') return <del>{block.text}</del>
  if (block.kind === 'same') return block.text
  return block.pieces.map((piece, i) =>
    piece.change === 'added' ? <ins key={i}>{piece.text}</ins> : piece.change === 'removed' ? <del key={i}>{piece.text}</del> : piece.text,
  )
}

function stretchesOf(blocks: DiffBlock[]): { folded: boolean; blocks: DiffBlock[] }[] {
  const nearChange = blocks.map((_, i) =>
    blocks.slice(Math.max(0, i - contextBlocks), i + contextBlocks + 1).some((block) => block.kind !== 'same'),
  )
  const stretches: { folded: boolean; blocks: DiffBlock[] }[] = []
  blocks.forEach((block, i) => {
    const folded = !nearChange[i]
    const last = stretches.at(-1)
    if (last?.folded === folded) last.blocks.push(block)
    else stretches.push({ folded, blocks: [block] })
  })
  return stretches
}
