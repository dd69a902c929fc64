"""The four companies."""

from generator.kept import Story
from generator.stories import feldkamm, orbisquill, pinecrumb, tallybrook

STORIES: tuple[Story, ...] = (tallybrook.STORY, orbisquill.STORY, feldkamm.STORY, pinecrumb.STORY)
