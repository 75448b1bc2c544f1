import { Module, type OnModuleInit } from '@nestjs/common';
import { ActivityListeners } from '../../core/activities/activity-listeners.js';
import { FileContributions } from '../../core/file/file-contributions.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { SalesActivityPulse } from './activity-pulse.js';
import { AssignmentRule } from './leads/assignment-rule.entity.js';
import { AssignmentRuleRules } from './leads/assignment-rule.rules.js';
import { AssignmentRulesController } from './leads/assignment-rules.controller.js';
import { LeadAssignment } from './leads/lead-assignment.js';
import { LeadConversion } from './leads/lead-conversion.js';
import { LeadDuplicates } from './leads/lead-duplicates.js';
import { Lead } from './leads/lead.entity.js';
import { LeadRules } from './leads/lead.rules.js';
import { LeadScoring } from './leads/lead-scoring.js';
import { LeadScoringController } from './leads/lead-scoring.controller.js';
import { LeadsController } from './leads/leads.controller.js';
import { LeadsService } from './leads/leads.service.js';
import { LossReasonsController } from './loss-reasons/loss-reasons.controller.js';
import { OpportunityAttention } from './opportunities/attention.js';
import { BoardRanks } from './opportunities/board-ranks.js';
import { OpportunityBoard } from './opportunities/board.js';
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
import { ForecastReport } from './reports/forecast-report.js';
import { FunnelReport } from './reports/funnel-report.js';
import { LossReasonsReport } from './reports/loss-reasons-report.js';
import { OwnersReport } from './reports/owners-report.js';
import { ReportFigures } from './reports/report-figures.js';
import { SalesReportsController } from './reports/sales-reports.controller.js';
import { StageTimesReport } from './reports/stage-times-report.js';
import { SummaryReport } from './reports/summary-report.js';
import { SalesFileSection } from './sales-file-section.js';
import { TargetProgresses } from './targets/target-progress.js';
import { Target } from './targets/target.entity.js';
import './api-examples.js';
import { TargetRules } from './targets/target.rules.js';
import { TargetsController } from './targets/targets.controller.js';

/** From lead to won opportunity (docs: modules/sales/README.md). */
@Module({
  controllers: [
    PipelinesController,
    StagesController,
    LossReasonsController,
    OpportunitiesController,
    OpportunityLinesController,
    LeadsController,
    LeadScoringController,
    AssignmentRulesController,
    TargetsController,
    SalesReportsController,
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
    BoardRanks,
    OpportunityBoard,
    OpportunityAttention,
    LeadScoring,
    LeadAssignment,
    LeadDuplicates,
    LeadConversion,
    LeadsService,
    LeadRules,
    AssignmentRuleRules,
    TargetRules,
    TargetProgresses,
    SalesActivityPulse,
    SalesFileSection,
    SummaryReport,
    FunnelReport,
    StageTimesReport,
    LossReasonsReport,
    ForecastReport,
    OwnersReport,
    ReportFigures,
  ],
})
export class SalesModule implements OnModuleInit {
  constructor(
    private readonly pipelineRules: PipelineRules,
    private readonly stageRules: StageRules,
    private readonly opportunityRules: OpportunityRules,
    private readonly opportunityLineRules: OpportunityLineRules,
    private readonly leadRules: LeadRules,
    private readonly assignmentRuleRules: AssignmentRuleRules,
    private readonly targetRules: TargetRules,
    private readonly activityListeners: ActivityListeners,
    private readonly activityPulse: SalesActivityPulse,
    private readonly fileContributions: FileContributions,
    private readonly fileSection: SalesFileSection,
  ) {}

  onModuleInit(): void {
    recordTypes.of(Pipeline).rules = this.pipelineRules;
    recordTypes.of(Stage).rules = this.stageRules;
    recordTypes.of(Opportunity).rules = this.opportunityRules;
    recordTypes.of(OpportunityLine).rules = this.opportunityLineRules;
    recordTypes.of(Lead).rules = this.leadRules;
    recordTypes.of(AssignmentRule).rules = this.assignmentRuleRules;
    recordTypes.of(Target).rules = this.targetRules;
    this.activityListeners.add(this.activityPulse);
    this.fileContributions.addSection(this.fileSection);
  }
}
