import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from './http';
import type { Page, RecordBase } from './records';

/** One step of a pipeline. */
export interface Stage extends RecordBase {
  pipelineId: string;
  name: string;
  position: number;
  probabilityPercent: number;
  /** Days without a touch after which an open opportunity is rotten; null: never. */
  rottenAfterDays: number | null;
  /** Fields of the opportunity that must be filled before it may enter. */
  requiredFields: string[];
  tone: string | null;
}

/** A way of selling with its stages in order. */
export interface Pipeline extends RecordBase {
  name: string;
  position: number;
  active: boolean;
  stages: Stage[];
}

export interface LossReason extends RecordBase {
  name: string;
  position: number;
  active: boolean;
}

/** All pipelines with their stages; a company has a handful. */
export const pipelinesQuery = queryOptions({
  queryKey: ['records', 'pipelines', 'all'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<Pipeline>>('/pipelines', { query: { limit: 100, sort: 'position' }, signal })).data,
  staleTime: 5 * 60_000,
});

/** The reasons to choose from when something is lost. */
export const lossReasonsQuery = queryOptions({
  queryKey: ['records', 'loss-reasons', 'all'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<LossReason>>('/loss-reasons', { query: { limit: 200, sort: 'position' }, signal })).data,
  staleTime: 5 * 60_000,
});

const NONE: readonly Pipeline[] = [];

/** Pipelines that take new opportunities first, in their order. */
export function usePipelines(): readonly Pipeline[] {
  const { data } = useQuery(pipelinesQuery);
  return useMemo(() => (data ? [...data].sort((a, b) => Number(b.active) - Number(a.active)) : NONE), [data]);
}

/** A stage with its place among the stages of its pipeline. */
export interface PlacedStage {
  stage: Stage;
  index: number;
  pipeline: Pipeline;
}

/** Every stage by its id. */
export function useStages(): ReadonlyMap<string, PlacedStage> {
  const pipelines = usePipelines();
  return useMemo(
    () =>
      new Map(
        pipelines.flatMap((pipeline) =>
          pipeline.stages.map((stage, index) => [stage.id, { stage, index, pipeline }] as const),
        ),
      ),
    [pipelines],
  );
}
