#!/bin/sh
# Slurm: an array of eight tasks in the project's folder, on a disk that all nodes see, and a job that joins them:
#   sbatch --dependency=afterok:"$(sbatch --parsable slurm.sh)" slurm-merge.sh
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
hokoku build --shard "$SLURM_ARRAY_TASK_ID/8" --output output
