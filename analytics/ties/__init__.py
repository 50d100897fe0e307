"""What each kind of tie and fact carries from party to party, before it is joined."""
