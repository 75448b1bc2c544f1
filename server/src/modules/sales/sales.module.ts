import { Module, type OnModuleInit } from '@nestjs/common';
import { recordTypes } from '../../platform/records/record-type.js';
import { LossReasonsController } from './loss-reasons/loss-reasons.controller.js';
import { OpportunitiesController } from './opportunities/opportunities.controller.js';
import { OpportunitiesService } from './opportunities/opportunities.service.js';
import { Opportunity } from './opportunities/opportunity.entity.js';
import { OpportunityRules } from './opportunities/opportunity.rules.js';
import { OpportunityLine } from './opportunities/opportunity-line.entity.js';
import { OpportunityLineRules } from './opportunities/opportunity-line.rules.js';
import { OpportunityLines } from './opportunities/opportunity-lines.js';
import { OpportunityLinesController } from './opportunities/opportunity-lines.controller.js';
import { OpportunityPlacing } from './opportunities/opportunity-placing.js';
import { StageMoves } from './opportunities/stage-moves.js';
import { Pipeline } from './pipelines/pipeline.entity.js';
import { PipelineRules } from './pipelines/pipeline.rules.js';
import { PipelineStages } from './pipelines/pipeline-stages.js';
import { PipelinesController } from './pipelines/pipelines.controller.js';
import { Stage } from './pipelines/stage.entity.js';
import { StageRules } from './pipelines/stage.rules.js';
import { StageMerging } from './pipelines/stage-merging.js';
import { StagesController } from './pipelines/stages.controller.js';

/** From lead to won opportunity (docs: modules/sales/README.md). */
@Module({
  controllers: [
    PipelinesController,
    StagesController,
    LossReasonsController,
    OpportunitiesController,
    OpportunityLinesController,
  ],
  providers: [
    PipelineStages,
    PipelineRules,
    StageRules,
    StageMerging,
    OpportunityPlacing,
    OpportunityLines,
    OpportunityRules,
    OpportunityLineRules,
    OpportunitiesService,
    StageMoves,
  ],
})
export class SalesModule implements OnModuleInit {
  constructor(
    private readonly pipelineRules: PipelineRules,
    private readonly stageRules: StageRules,
    private readonly opportunityRules: OpportunityRules,
    private readonly opportunityLineRules: OpportunityLineRules,
  ) {}

  onModuleInit(): void {
    recordTypes.of(Pipeline).rules = this.pipelineRules;
    recordTypes.of(Stage).rules = this.stageRules;
    recordTypes.of(Opportunity).rules = this.opportunityRules;
    recordTypes.of(OpportunityLine).rules = this.opportunityLineRules;
  }
}
