export { describeLeaf } from './describe-leaf';
export { FilterBuilder } from './filter-builder';
export { cleanFilter, countLeaves } from './tree';
