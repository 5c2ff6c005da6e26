export { default as CodeGiven } from './CodeGiven.svelte';
export { default as NoAgency } from './NoAgency.svelte';
export { default as PaperSays } from './PaperSays.svelte';
export { default as PrintedViewer } from './PrintedViewer.svelte';
export { default as ShowCode } from './ShowCode.svelte';
export { default as Viewer } from './Viewer.svelte';
export { canPrint, isInHand, paperOf, papersOf, printLabel } from './printed';
export { printing, type Printing } from './printing.svelte';
export { sightOf } from './sight';
