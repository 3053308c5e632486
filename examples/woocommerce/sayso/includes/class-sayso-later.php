<?php
/**
 * What happens to an order after the visit.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Refunds, and if the operator wants it the order's end: told by the server, for the order's visitor. */
final class Sayso_Later {
	const ENDS = array( 'completed', 'cancelled' );

	public static function init(): void {
		add_action( 'woocommerce_order_refunded', array( self::class, 'refunded' ), 50, 2 );
		add_action( 'woocommerce_order_status_changed', array( self::class, 'status_changed' ), 50, 3 );
	}

	/**
	 * @param int $order_id  Of the order.
	 * @param int $refund_id Of the refund.
	 */
	public static function refunded( $order_id, $refund_id ): void {
		self::tell( (int) $order_id, 'refund', (string) $refund_id );
	}

	/**
	 * @param int    $order_id Of the order.
	 * @param string $before   Its status before.
	 * @param string $after    Its status now.
	 */
	public static function status_changed( $order_id, $before, $after ): void {
		if ( Sayso_Settings::get( 'status' ) && in_array( $after, self::ENDS, true ) ) {
			self::tell( (int) $order_id, 'order_status', (string) $after );
		}
	}

	/** `$of`: the refund's id, or the status. */
	private static function tell( int $order_id, string $name, string $of ): void {
		try {
			$order = wc_get_order( $order_id );
			if ( $order && Sayso_Order_Subject::of( $order ) ) {
				Sayso_Outgoing::queue( $order_id, $name, $of );
			}
		} catch ( Throwable $error ) {
			Sayso_Outgoing::note( $error->getMessage() );
		}
	}

	/**
	 * The event's properties, made when it is sent; null if there is nothing to say any more.
	 *
	 * @param WC_Order $order An order.
	 */
	public static function props( $order, string $name, string $of ): ?array {
		if ( 'order_status' === $name ) {
			return array( 'transaction_id' => (string) $order->get_order_number(), 'status' => $of );
		}
		$refund = wc_get_order( (int) $of );
		if ( ! $refund ) {
			return null;
		}
		$currency = $order->get_currency();
		$props    = array(
			'transaction_id' => (string) $order->get_order_number(),
			'value'          => Sayso_Money::round( abs( (float) $refund->get_amount() ), $currency ),
			'currency'       => $currency,
		);
		foreach ( $refund->get_items() as $line ) {
			$props['items'][] = Sayso_Items::of_line( $line, $order );
		}
		return Sayso_Items::fitting( $props );
	}
}
